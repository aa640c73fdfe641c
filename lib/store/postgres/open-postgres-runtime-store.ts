import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readMigrations } from '../migrate';
import type { RuntimeStore } from '../runtime-store';
import type { Marks } from './commit-plan';
import { connect, postgresPlace, type PostgresPlace } from './connect';
import { Link } from './link';
import { migrateDatabase } from './migrate-database';
import { fromPostgresError } from './postgres-error';
import { PostgresRuntimeStore } from './postgres-runtime-store';
import { Reader } from './reader';
import type { TextClient } from './text-client';
import { Writer } from './writer';
import { acquireWriterLock, backendOf, type Backend } from './writer-lock';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/postgres/migrations', import.meta.url));

/**
 * Opens the database at `url` as its only writer and migrates it as needed. Rejects with `conflict` when another runtime
 * has it, `precondition` when a newer Perdure wrote it or the server is too old, `unavailable` when it cannot be reached.
 */
export async function openPostgresRuntimeStore(options: { readonly url: string }): Promise<RuntimeStore> {
  const place = postgresPlace(options.url);
  const writing = new WriterConnections(place);
  const link = new Link(place.name, () => writing.open());
  const readLink = new Link(place.name, () => connect(place, { applicationName: nameOf('reader'), pipeline: true }));
  const close = async (): Promise<void> => {
    link.refuse();
    await writer.finished();
    await Promise.all([link.close(), readLink.close()]);
  };
  await link.current().catch(async (error: unknown) => {
    await link.close();
    throw error;
  });
  const writer = new Writer({ link, store: place.name, found: () => writing.marks });
  const reader = new Reader(readLink, place.name);
  return new PostgresRuntimeStore({ writer, reader, newestKey: writing.marks.key, close });
}

/** Makes the connections that write, one after the other: each with the lock, the tables and the marks they hold. */
class WriterConnections {
  readonly #place: PostgresPlace;
  #backend: Backend | undefined;
  marks: Marks = { revision: 0, key: 0 };

  constructor(place: PostgresPlace) {
    this.#place = place;
  }

  async open(): Promise<TextClient> {
    const client = await connect(this.#place, { applicationName: nameOf('runtime'), pipeline: true });
    try {
      await acquireWriterLock(client, this.#place, this.#backend);
      this.#backend = await backendOf(client);
      await migrateDatabase(client, readMigrations(MIGRATIONS), this.#place.name);
      this.marks = await readMarks(client);
      return client;
    } catch (error) {
      void client.end().catch(() => undefined);
      throw fromPostgresError(error, this.#place.name);
    }
  }
}

async function readMarks(client: TextClient): Promise<Marks> {
  const { rows } = await client.query<{ name: string; value: number }>('SELECT name, value FROM meta');
  const mark = (name: string): number => rows.find((row) => row.name === name)?.value ?? 0;
  return { revision: mark('revision'), key: mark('key') };
}

function nameOf(role: string): string {
  return `perdure ${role} pid ${process.pid} on ${hostname()}`.slice(0, 63);
}
