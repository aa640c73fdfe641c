import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { PostgresPrograms } from './find-postgres';

/** The server refuses to run as root: it then runs as nobody, which owns its files. */
const NOBODY = 65_534;
const AS_ROOT = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const USER = 'postgres';
const PASSWORD = 'not a secret';

/**
 * Stops the server when this process ends, however it ends: that closes the input of this script. `keep` on the input
 * leaves the files; a signal after it replaces the one that stops the server in good order.
 */
const KEEPER = `
  trap '' INT TERM
  "$1/bin/postgres" -D "$2/data" -p "$3" -k "$2" -c listen_addresses=127.0.0.1 -c max_connections=200 \
    -c log_min_messages=fatal -c shared_buffers=64MB -c max_wal_size=96MB $4 <&- >>"$2/log" 2>&1 &
  server=$!
  word=
  signal=
  read word signal || true
  kill "-\${signal:-INT}" $server 2>/dev/null
  wait $server
  [ "$word" = keep ] || rm -rf "$2"`;

/** What another process needs to know of a cluster. */
export type ClusterPlace = {
  readonly folder: string;
  readonly home: string;
  readonly port: number;
  readonly keeperPid: number;
};

/** A PostgreSQL server on files of its own that are thrown away with it; it waits for the disk as any other. */
export class PostgresCluster {
  readonly folder: string;
  /** The folder that holds `bin`. */
  readonly home: string;
  readonly port: number;
  #keeper: ChildProcess | undefined;

  private constructor({ folder, home, port }: Omit<ClusterPlace, 'keeperPid'>) {
    this.folder = folder;
    this.home = home;
    this.port = port;
  }

  static async create(programs: PostgresPrograms): Promise<PostgresCluster> {
    const folder = newFolder();
    try {
      const home = programs.packaged === undefined ? join(programs.bin, '..') : completed(programs.packaged, folder);
      writeFileSync(join(folder, 'password'), PASSWORD);
      // All of it, so that the keeper may delete it.
      await giveAway(folder);
      const access = [
        '-U',
        USER,
        '--auth-local=trust',
        '--auth-host=scram-sha-256',
        '--pwfile',
        join(folder, 'password'),
      ];
      await run(join(home, 'bin', 'initdb'), [
        '-D',
        join(folder, 'data'),
        '-N',
        '--no-locale',
        '-E',
        'UTF8',
        ...access,
      ]);
      const cluster = new PostgresCluster({ folder, home, port: await freePort() });
      await cluster.start();
      return cluster;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /**
   * A server on what the disk of another one holds at this moment, as after a power cut: all its processes stand still
   * while the files are copied.
   */
  static async copyOf({ folder: source, home, keeperPid }: ClusterPlace): Promise<PostgresCluster> {
    const folder = newFolder();
    process.kill(-keeperPid, 'SIGSTOP');
    try {
      copyFiles(source, folder);
    } finally {
      process.kill(-keeperPid, 'SIGCONT');
    }
    await giveAway(folder);
    const cluster = new PostgresCluster({ folder, home, port: await freePort() });
    // The copy itself need not outlive anything.
    await cluster.start('-F');
    return cluster;
  }

  /** A server, not started yet, that follows another one; that one is halted now and holds the files of its programs. */
  static async followerOf(source: PostgresCluster, applicationName: string): Promise<PostgresCluster> {
    const folder = newFolder();
    copyFiles(source.folder, folder);
    const { username, password, port } = new URL(source.url('postgres'));
    const way = `host=127.0.0.1 port=${port} user=${username} password='${decodeURIComponent(password)}'`;
    writeFileSync(join(folder, 'data', 'standby.signal'), '');
    const follower = new PostgresCluster({ folder, home: source.home, port: await freePort() });
    follower.configure({ primary_conninfo: `${way} application_name=${applicationName}` });
    await giveAway(folder);
    return follower;
  }

  get place(): ClusterPlace {
    return { folder: this.folder, home: this.home, port: this.port, keeperPid: this.#keeper?.pid ?? 0 };
  }

  url(database: string, user = USER, password = PASSWORD): string {
    return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${database}`;
  }

  /** Adds settings that hold from the next start on. */
  configure(settings: Readonly<Record<string, string>>): void {
    const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
    appendFileSync(join(this.folder, 'data', 'postgresql.auto.conf'), lines.join(''));
  }

  /** Starts the server, with `extra` options on its command line; resolves when it answers. */
  async start(...extra: readonly string[]): Promise<void> {
    this.#keeper = spawn('sh', ['-c', KEEPER, 'keeper', this.home, this.folder, String(this.port), ...extra], {
      ...AS_ROOT,
      cwd: this.folder,
      // A group of its own: Ctrl-C does not reach it, and all of it can stand still.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await this.#answers(this.#keeper);
  }

  /** Stops the server and leaves its files; open transactions are cut. */
  async halt(): Promise<void> {
    await this.#end('keep\n');
  }

  /** Ends all processes of the server at once, as a crash does, and leaves its files. */
  async crash(): Promise<void> {
    await this.#end('keep QUIT\n');
  }

  /** Stops the server and deletes its files. */
  async remove(): Promise<void> {
    await this.#end('');
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #end(word: string): Promise<void> {
    const keeper = this.#keeper;
    this.#keeper = undefined;
    if (keeper === undefined || keeper.exitCode !== null) return;
    const ended = once(keeper, 'exit');
    keeper.stdin?.end(word);
    await ended;
  }

  async #answers(keeper: ChildProcess): Promise<void> {
    const pidFile = join(this.folder, 'data', 'postmaster.pid');
    const isReady = (): boolean => existsSync(pidFile) && /^ready/m.test(readFileSync(pidFile, 'utf8'));
    while (!isReady()) {
      if (keeper.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${this.#log()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  #log(): string {
    const log = join(this.folder, 'log');
    return existsSync(log) ? readFileSync(log, 'utf8') : 'it said nothing';
  }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-postgres-'));
  if ('uid' in AS_ROOT) chownSync(folder, NOBODY, NOBODY);
  return folder;
}

/** Copies the files of a server that does not write now. */
function copyFiles(from: string, to: string): void {
  cpSync(join(from, 'data'), join(to, 'data'), { recursive: true, preserveTimestamps: true });
  rmSync(join(to, 'data', 'postmaster.pid'), { force: true });
  chmodSync(join(to, 'data'), 0o700);
}

async function giveAway(folder: string): Promise<void> {
  if ('uid' in AS_ROOT) await run('chown', ['-R', `${NOBODY}:${NOBODY}`, folder], {});
}

/** The package's files with their links; a copy, because another user has to read them. */
function completed({ native, links }: { readonly native: string; readonly links: string }, folder: string): string {
  const home = join(folder, 'postgresql');
  cpSync(native, home, { recursive: true, filter: (path) => !path.endsWith('.a') });
  const wanted = existsSync(links)
    ? (JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[])
    : [];
  for (const { source, target } of wanted)
    symlinkSync(basename(source), join(folder, 'postgresql', target.replace(/^native\//, '')));
  for (const program of ['initdb', 'postgres']) chmodSync(join(home, 'bin', program), 0o755);
  return home;
}

async function run(program: string, args: readonly string[], identity = AS_ROOT): Promise<void> {
  const child = spawn(program, [...args], { ...identity, cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} failed:\n${said}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
