import type Database from 'better-sqlite3';
import type { Instant } from '@/lib/domain/instant';
import type { LeaseClaim, LeaseTable } from '../held-lease';
import type { LeaseHolder, LeaseRow } from '../lease';
import { withSqliteErrors } from './sqlite-error';

type Row = {
  readonly epoch: number;
  readonly beat: number;
  readonly beatAt: number | null;
  readonly holder: string | null;
};

const COLUMNS = `epoch, beat, beat_at AS beatAt, holder`;
/** Binds a claim: `epoch`, then `id`. */
const CLAIMED = `name = 'writer' AND epoch = ? AND holder_id = ?`;

/** True when the database has the table of the lease: it is not empty, and not from before there were leases. */
export function hasLease(db: Database.Database): boolean {
  return db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'lease'`).get() !== undefined;
}

/** Who holds the lease of a database that has one. */
export function readLease(db: Database.Database): LeaseRow {
  const row = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM lease WHERE name = 'writer'`).get();
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

/** Leaves a copy of a database without a holder: whoever has the original knows nothing of it. */
export function freeLease(db: Database.Database): void {
  db.prepare(`UPDATE lease SET holder_id = NULL, holder = NULL WHERE name = 'writer'`).run();
}

/** The lease of one database, over the connection that commits. */
export class SqliteLease implements LeaseTable {
  readonly store: string;
  readonly #db: Database.Database;
  readonly #statements: ReturnType<typeof prepareLease>;

  /** `db` has the table of the lease. */
  constructor(db: Database.Database) {
    this.store = db.name;
    this.#db = db;
    this.#statements = prepareLease(db);
  }

  async read(): Promise<LeaseRow> {
    return this.#guarded(() => readLease(this.#db));
  }

  async take(seen: LeaseRow, holder: LeaseHolder): Promise<boolean> {
    const holderText = JSON.stringify(holder);
    return this.#guarded(
      () =>
        this.#statements.take.run(holder.since, holder.id, holderText, seen.epoch, seen.beat, seen.holder?.id ?? null)
          .changes === 1,
    );
  }

  async beat({ epoch, id }: LeaseClaim, now: Instant): Promise<boolean> {
    return this.#guarded(() => this.#statements.beat.run(now, epoch, id).changes === 1);
  }

  async release({ epoch, id }: LeaseClaim): Promise<void> {
    this.#guarded(() => this.#statements.release.run(epoch, id));
  }

  #guarded<T>(work: () => T): T {
    return withSqliteErrors(this.store, work);
  }
}

function prepareLease(db: Database.Database) {
  return {
    take: db.prepare<[since: number, id: string, holder: string, epoch: number, beat: number, seenId: string | null]>(
      `UPDATE lease SET epoch = epoch + 1, beat = beat + 1, beat_at = ?, holder_id = ?, holder = ?
       WHERE name = 'writer' AND epoch = ? AND beat = ? AND holder_id IS ?`,
    ),
    beat: db.prepare<[now: number, epoch: number, id: string]>(
      `UPDATE lease SET beat = beat + 1, beat_at = ? WHERE ${CLAIMED}`,
    ),
    release: db.prepare<[epoch: number, id: string]>(
      `UPDATE lease SET holder_id = NULL, holder = NULL WHERE ${CLAIMED}`,
    ),
  };
}
