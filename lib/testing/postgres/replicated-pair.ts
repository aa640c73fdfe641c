import { execute, query } from './databases';
import { findPostgres } from './find-postgres';
import { PostgresCluster } from './postgres-cluster';

const STANDBY_NAME = 'perdure_standby';
const DATABASE = 'postgres';
/** What both members are set to, as after `ALTER SYSTEM` on the primary and a copy of it. */
const SETTINGS = {
  synchronous_standby_names: STANDBY_NAME,
  // A standby asks for its primary again after five seconds unless told.
  wal_retrieve_retry_interval: '100ms',
};

/**
 * Two PostgreSQL servers on files that are thrown away. The primary acknowledges a commit when the standby has it on disk
 * as well (synchronous replication), so the standby can take over at any instant and nothing acknowledged is lost.
 */
export class ReplicatedPair {
  readonly primary: PostgresCluster;
  readonly standby: PostgresCluster;

  private constructor(primary: PostgresCluster, standby: PostgresCluster) {
    this.primary = primary;
    this.standby = standby;
  }

  static async start(): Promise<ReplicatedPair> {
    const programs = findPostgres();
    if (programs === undefined) throw new Error('There is no PostgreSQL: see "node scripts/provide-postgres.js".');
    const primary = await PostgresCluster.create(programs);
    await primary.halt();
    primary.configure(SETTINGS);
    const pair = new ReplicatedPair(primary, await PostgresCluster.followerOf(primary, STANDBY_NAME));
    await Promise.all([pair.primary.start(), pair.standby.start()]);
    return pair;
  }

  /** The database of a member, or behind a port that leads to one of them. */
  url({ port }: { readonly port: number }): string {
    const url = new URL(this.primary.url(DATABASE));
    url.port = String(port);
    return url.href;
  }

  /** Makes the standby the primary; resolves when it takes writes. Nobody stands by for it. */
  async promote(): Promise<void> {
    const url = this.url(this.standby);
    const rows = await query<{ promoted: boolean }>(url, 'SELECT pg_promote() AS promoted');
    if (rows[0]?.promoted !== true) throw new Error('the standby was not promoted');
    await goOnAlone(url);
  }

  /** Ends every connection of clients to a member, as an operator does; says how many. */
  async endConnections(member: PostgresCluster): Promise<number> {
    const others = `backend_type = 'client backend' AND pid <> pg_backend_pid()`;
    const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`;
    return (await query(this.url(member), sql)).length;
  }

  async remove(): Promise<void> {
    // The programs of both lie with the primary.
    await this.standby.remove();
    await this.primary.remove();
  }
}

/** Lets the server at `url` commit without a standby. */
export async function goOnAlone(url: string): Promise<void> {
  await execute(url, `ALTER SYSTEM SET synchronous_standby_names = ''`);
  await execute(url, 'SELECT pg_reload_conf()');
}
