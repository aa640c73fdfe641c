import { refuseHalfCopied } from '../copy/half-copied';
import type { LeaseRow } from '../lease';
import type { Marks } from './commit-plan';
import { connect, connectionName, type PostgresPlace } from './connect';
import { acquireHoldLock, backendOf, type Backend } from './hold-lock';
import { fromPostgresError } from './postgres-error';
import { readLease } from './postgres-lease';
import { readMarks } from './read-marks';
import { awaitStandby, refuseStandby } from './standby';
import type { TextClient } from './text-client';

/** How a new connection found the store. */
export type FoundStore = { readonly marks: Marks; readonly lease: LeaseRow };

/** A process that stands still in the middle of a commit keeps its successor out for no longer than this. */
const LONGEST_STANDSTILL_MS = 10_000;

/** Makes the connections that write under one hold of the lease, one after the other. */
export class WriterConnections {
  readonly #place: PostgresPlace;
  readonly #holdId: string;
  #backend: Backend | undefined;
  found: FoundStore = { marks: { revision: 0, key: 0, trendHour: 0 }, lease: { epoch: 0, beat: 0 } };

  constructor(place: PostgresPlace, holdId: string) {
    this.#place = place;
    this.#holdId = holdId;
  }

  /** A connection after the end of the one before, and what it finds. */
  async open(): Promise<TextClient> {
    const client = await connect(this.#place, { applicationName: connectionName('runtime'), pipeline: true });
    try {
      await refuseStandby(client, this.#place.name);
      await acquireHoldLock(client, this.#holdId, this.#backend);
      this.#backend = await backendOf(client);
      await awaitStandby(client);
      await client.query(`SET idle_in_transaction_session_timeout = ${LONGEST_STANDSTILL_MS}`);
      const { rows } = await client.query<{ name: string }>('SELECT name FROM meta');
      refuseHalfCopied(
        rows.map(({ name }) => name),
        this.#place.name,
      );
      this.found = { marks: await readMarks(client), lease: await readLease(client) };
      return client;
    } catch (error) {
      void client.end().catch(() => undefined);
      throw fromPostgresError(error, this.#place.name);
    }
  }
}
