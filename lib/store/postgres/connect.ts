import { hostname } from 'node:os';
import { AppError } from '@/lib/domain/app-error';
import { withoutPassword } from '@/lib/domain/without-password';
import { fromPostgresError } from './postgres-error';
import { TextClient } from './text-client';

/** Where the store is; `name` is the URL without its password, for messages. */
export type PostgresPlace = { readonly url: string; readonly name: string };

export type ConnectOptions = {
  /** How the server's administrator sees this connection; at most 63 bytes count. */
  readonly applicationName: string;
  /** Sends without waiting for answers: what is queued in one go costs one round trip. */
  readonly pipeline: boolean;
};

const OLDEST_VERSION = 130_000;
const CONNECT_TIMEOUT_MS = 10_000;

export function postgresPlace(url: string): PostgresPlace {
  return { url, name: withoutPassword(url) };
}

/** How the server's administrator sees a connection of this process. */
export function connectionName(role: string): string {
  return `perdure ${role} pid ${process.pid} on ${hostname()}`.slice(0, 63);
}

/**
 * Opens one connection and makes of it what the store relies on: commits that wait for the disk, texts in UTF-8, exact
 * numbers, plans that use the indexes, and a server that notices when this end is gone. Rejects with `precondition` when
 * the server is too old or does not store Unicode, else as `fromPostgresError` says.
 */
export async function connect(place: PostgresPlace, options: ConnectOptions): Promise<TextClient> {
  const client = new TextClient({
    connectionString: place.url,
    application_name: options.applicationName,
    pipeline: options.pipeline,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // A lost connection rejects what is under way on it; without a listener the event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    refuseUnfit(await factsOf(client), place.name);
    await client.query(SESSION);
    return client;
  } catch (error) {
    void client.end().catch(() => undefined);
    throw fromPostgresError(error, place.name);
  }
}

/**
 * Plans are made once and kept, so that a commit does not pay for planning. All that the runtime asks has an index; a plan
 * that was made while the tables were small must use it too.
 */
const SESSION = `
  SET extra_float_digits = 1;
  SET plan_cache_mode = force_generic_plan;
  SET enable_seqscan = off;
  SET enable_hashjoin = off;
  SET enable_mergejoin = off;
  SET jit = off;
  SET tcp_keepalives_idle = 10;
  SET tcp_keepalives_interval = 5;
  SET tcp_keepalives_count = 3;
  SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') IN ('off', 'local');`;

/** What a server says of itself. */
export type ServerFacts = { readonly version: number; readonly shown: string; readonly encoding: string };

/** Refuses (`precondition`) a server that is too old, and a database that does not store Unicode. */
export function refuseUnfit({ version, shown, encoding }: ServerFacts, name: string): void {
  if (version < OLDEST_VERSION) {
    throw new AppError('precondition', `The store ${name} runs on PostgreSQL ${shown}, which is too old.`, {
      hint: 'Use PostgreSQL 13 or newer.',
    });
  }
  if (encoding !== 'UTF8') {
    throw new AppError('precondition', `The database ${name} stores text as ${encoding}.`, {
      hint: "Create it with ENCODING 'UTF8' TEMPLATE template0.",
    });
  }
}

async function factsOf(client: TextClient): Promise<ServerFacts> {
  const { rows } = await client.query<ServerFacts>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS shown,
       current_setting('server_encoding') AS encoding`,
  );
  const [facts] = rows;
  if (facts === undefined) throw new Error('the server says nothing of itself');
  return facts;
}
