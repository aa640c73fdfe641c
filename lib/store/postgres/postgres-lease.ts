import type { Instant } from '@/lib/domain/instant';
import type { LeaseClaim, LeaseTable } from '../held-lease';
import type { LeaseHolder, LeaseRow } from '../lease';
import { ask, type Statement } from './ask';
import type { Link } from './link';
import { fromPostgresError, isConnectionLoss } from './postgres-error';
import type { TextClient } from './text-client';

type Row = Pick<LeaseRow, 'epoch' | 'beat'> & { readonly beatAt: number | null; readonly holder: string | null };

/** The lease that a commit is written under. `beatAt`: its beat is raised on the way, at this time. */
export type Fence = LeaseClaim & { readonly beatAt: Instant | undefined };

const READ = `SELECT epoch, beat, beat_at AS "beatAt", holder FROM lease WHERE name = 'writer'`;
const TAKE = `UPDATE lease SET epoch = epoch + 1, beat = beat + 1, beat_at = $1, holder_id = $2, holder = $3
  WHERE name = 'writer' AND epoch = $4 AND beat = $5 AND holder_id IS NOT DISTINCT FROM $6`;
/** Binds a claim as its last two parameters. */
const claimed = (epoch: number): string => `name = 'writer' AND epoch = $${epoch} AND holder_id = $${epoch + 1}`;
const BEAT = `UPDATE lease SET beat = beat + 1, beat_at = $1 WHERE ${claimed(2)}`;
const RELEASE = `UPDATE lease SET holder_id = NULL, holder = NULL WHERE ${claimed(1)}`;
// COMMIT is on its way by the time an answer could be read, so the statements fail when the claim does not hold.
const FENCE = `WITH held AS (SELECT 1 FROM lease WHERE ${claimed(1)} FOR SHARE) SELECT 1 / count(*) FROM held`;
const FENCE_WITH_BEAT = `WITH held AS (${BEAT} RETURNING 1) SELECT 1 / count(*) FROM held`;

/** What a replaced holder's commit fails with, at the statement of `fenceStatement`: a division by zero. */
export const FENCE_REFUSAL = '22012';

/**
 * The first statement of a commit: it fails (`FENCE_REFUSAL`) when the claim does not hold, and keeps the row of the lease
 * as it is until the transaction ends. Whoever takes the lease waits for that, and so reads all that was committed.
 */
export function fenceStatement({ epoch, id, beatAt }: Fence): Statement {
  return beatAt === undefined
    ? { name: 'fence', text: FENCE, values: [epoch, id] }
    : { name: 'fence with beat', text: FENCE_WITH_BEAT, values: [beatAt, epoch, id] };
}

/** True when the database has the table of the lease: it is not empty, and not from before there were leases. */
export async function hasLease(client: TextClient): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(`SELECT to_regclass('lease') IS NOT NULL AS found`);
  return rows[0]?.found === true;
}

/** Who holds the lease of a database that has one. */
export async function readLease(client: TextClient): Promise<LeaseRow> {
  const { rows } = await ask(client, { name: 'lease', text: READ });
  // Safe: the columns of the statement are the fields of the type.
  const [row] = rows as readonly Row[];
  if (row === undefined) return { epoch: 0, beat: 0 };
  const { epoch, beat, beatAt, holder } = row;
  return {
    epoch,
    beat,
    beatAt: beatAt ?? undefined,
    // Only this store writes the column, and only from the type.
    holder: holder === null ? undefined : (JSON.parse(holder) as LeaseHolder),
  };
}

/** The lease of one database. Each statement is a transaction of its own, so the connection must have none open. */
export class PostgresLease implements LeaseTable {
  readonly store: string;
  readonly #link: Link;

  /** `link` leads to a database that has the table of the lease. */
  constructor(link: Link, store: string) {
    this.store = store;
    this.#link = link;
  }

  read(): Promise<LeaseRow> {
    return this.#with(readLease);
  }

  take({ epoch, beat, holder: seen }: LeaseRow, holder: LeaseHolder): Promise<boolean> {
    const values = [holder.since, holder.id, JSON.stringify(holder), epoch, beat, seen?.id ?? null];
    return this.#hits({ name: 'take lease', text: TAKE, values });
  }

  beat({ epoch, id }: LeaseClaim, now: Instant): Promise<boolean> {
    return this.#hits({ name: 'beat', text: BEAT, values: [now, epoch, id] });
  }

  async release({ epoch, id }: LeaseClaim): Promise<void> {
    await this.#hits({ name: 'release lease', text: RELEASE, values: [epoch, id] });
  }

  #hits(statement: Statement): Promise<boolean> {
    return this.#with(async (client) => (await ask(client, statement)).rowCount === 1);
  }

  async #with<T>(work: (client: TextClient) => Promise<T>): Promise<T> {
    const client = await this.#link.current();
    try {
      return await work(client);
    } catch (error) {
      if (isConnectionLoss(error)) this.#link.drop(client);
      throw fromPostgresError(error, this.store);
    }
  }
}
