import { execFile } from 'node:child_process';
import { appendFileSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { takePort } from '../../fixtures/ports';

const run = promisify(execFile);

/** Where the programs of PostgreSQL are that can copy a running server; Debian keeps them out of the path. */
const BIN = process.env['PERDURE_POSTGRES'] ?? '/usr/lib/postgresql/15/bin';
const STANDBY_NAME = 'perdure_standby';
const DATABASE = 'postgres';
/** PostgreSQL does not run as root. */
const AS_ROOT = process.getuid?.() === 0;

type Member = { readonly folder: string; readonly port: number };

/**
 * Two PostgreSQL servers in folders that are thrown away. The primary acknowledges a commit when the standby has it on
 * disk as well (synchronous replication), so the standby can take over at any instant and nothing acknowledged is lost.
 */
export class ReplicatedPair {
  readonly #root: string;
  readonly primary: Member;
  readonly standby: Member;

  private constructor(root: string, primary: Member, standby: Member) {
    this.#root = root;
    this.primary = primary;
    this.standby = standby;
  }

  static async start(): Promise<ReplicatedPair> {
    const root = mkdtempSync(join(tmpdir(), 'perdure-pair-'));
    if (AS_ROOT) chownSync(root, ...(await postgresUser()));
    const [primary, standby] = await Promise.all(
      ['primary', 'standby'].map(async (name) => ({ folder: join(root, name), port: await freePort() })),
    );
    if (primary === undefined || standby === undefined) throw new Error('no ports');
    const pair = new ReplicatedPair(root, primary, standby);
    await pair.#createPrimary();
    await pair.#createStandby();
    return pair;
  }

  /** The database behind a port: that of a member, or of a switchboard in front of both. */
  url(port = this.primary.port): string {
    return `postgresql://postgres@127.0.0.1:${port}/${DATABASE}`;
  }

  /** `fast` ends connections in good order; `immediate` is what a power cut leaves. */
  async stop({ folder }: Member, mode: 'fast' | 'immediate'): Promise<void> {
    await program('pg_ctl', ['-D', folder, '-m', mode, '-w', 'stop']);
  }

  async start({ folder, port }: Member): Promise<void> {
    const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
    await program('pg_ctl', ['-D', folder, '-l', join(folder, 'server.log'), '-o', options, '-w', 'start']);
  }

  /** Makes the standby the primary; resolves when it takes writes. Nobody stands by for it. */
  async promote(): Promise<void> {
    await program('pg_ctl', ['-D', this.standby.folder, '-w', 'promote']);
    await this.#ask(this.standby, `ALTER SYSTEM SET synchronous_standby_names = ''`);
    await this.#ask(this.standby, 'SELECT pg_reload_conf()');
  }

  /** Ends every connection of clients to a member, as `pg_terminate_backend` in the hands of an operator does. */
  async endConnections(member: Member): Promise<void> {
    const others = `backend_type = 'client backend' AND pid <> pg_backend_pid()`;
    await this.#ask(member, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`);
  }

  async remove(): Promise<void> {
    await Promise.allSettled([this.primary, this.standby].map((member) => this.stop(member, 'immediate')));
    rmSync(this.#root, { recursive: true, force: true });
  }

  async #createPrimary(): Promise<void> {
    const { folder } = this.primary;
    await program('initdb', ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale']);
    appendFileSync(join(folder, 'postgresql.conf'), 'wal_level = replica\nsynchronous_commit = on\n');
    await this.start(this.primary);
  }

  async #createStandby(): Promise<void> {
    const { primary, standby } = this;
    const source = `host=127.0.0.1 port=${primary.port} user=postgres application_name=${STANDBY_NAME}`;
    await program('pg_basebackup', ['-D', standby.folder, '-d', source, '-R', '-X', 'stream', '-c', 'fast']);
    await this.start(standby);
    await this.#ask(primary, `ALTER SYSTEM SET synchronous_standby_names = '${STANDBY_NAME}'`);
    await this.#ask(primary, 'SELECT pg_reload_conf()');
    // Returns once the standby has it: from here on every commit waits for both.
    await this.#ask(primary, 'CREATE TABLE replicated (); DROP TABLE replicated');
  }

  async #ask({ port }: Member, sql: string): Promise<void> {
    await program('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', this.url(port), '-c', sql]);
  }
}

async function program(name: string, args: readonly string[]): Promise<void> {
  const command = [join(BIN, name), ...args];
  const [file = '', ...rest] = AS_ROOT ? ['runuser', '-u', 'postgres', '--', ...command] : command;
  await run(file, rest, { cwd: tmpdir() });
}

async function postgresUser(): Promise<[number, number]> {
  const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
  const [uid = 0, gid = 0] = ids.map(({ stdout }) => Number(stdout));
  return [uid, gid];
}

async function freePort(): Promise<number> {
  const taken = await takePort();
  await taken.release();
  return taken.port;
}
