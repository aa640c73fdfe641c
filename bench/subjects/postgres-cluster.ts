import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, globSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { endWithUs, stopProgram } from '../processes';
import { makeScratch } from '../scratch';
import { freePorts } from './free-ports';

export type PostgresCluster = {
  readonly url: string;
  readonly pid: number;
  /** Folder of its tables. */
  readonly tables: string;
  readonly version: string;
  checkpoint(): Promise<void>;
  /** Makes an empty database; answers its URL. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
};

const ANSWERS = 100;
const ANSWER_PAUSE = 100;

/**
 * A throw-away PostgreSQL cluster of the system's own programs (PG_BIN names another place), as durable as PostgreSQL is by
 * default. Run by root it belongs to the user `postgres`, who must be able to reach the folder.
 */
export async function startPostgres(): Promise<PostgresCluster> {
  const bin = findPrograms();
  const scratch = makeScratch('postgres');
  const [data, port] = [join(scratch.folder, 'data'), (await freePorts(1))[0] ?? 0];
  mkdirSync(data);
  const asOwner = ownerOf(scratch.folder);
  const run = (name: string, args: readonly string[]): string => {
    const [command = '', ...rest] = asOwner([join(bin, name), ...args]);
    return execFileSync(command, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  };
  run('initdb', ['-D', data, '-U', 'bench', '--auth=trust', '-E', 'UTF8', '--locale=C']);
  const [command = '', ...args] = asOwner([join(bin, 'postgres'), '-D', data, ...settingsOf(scratch.folder, port)]);
  const log = openSync(join(scratch.folder, 'log'), 'w');
  const server = endWithUs(spawn(command, args, { stdio: ['ignore', log, log] }));
  closeSync(log);
  const address = ['-h', '127.0.0.1', '-p', String(port), '-U', 'bench'];
  await untilItAnswers(() => run('pg_isready', address));
  return {
    url: `postgresql://bench@127.0.0.1:${port}/postgres`,
    pid: server.pid ?? 0,
    tables: join(data, 'base'),
    version: run('postgres', ['--version']).trim(),
    checkpoint: async () => void run('psql', [...address, '-d', 'postgres', '-c', 'CHECKPOINT']),
    async createDatabase(name) {
      run('psql', [...address, '-d', 'postgres', '-c', `CREATE DATABASE ${name}`]);
      return `postgresql://bench@127.0.0.1:${port}/${name}`;
    },
    async stop() {
      // Without waiting for clients to leave.
      await stopProgram(server, 'SIGINT');
      scratch.remove();
    },
  };
}

function findPrograms(): string {
  const known = [process.env['PG_BIN'] ?? '', ...globSync('/usr/lib/postgresql/*/bin').toSorted().reverse()];
  const found = known.find((folder) => existsSync(join(folder, 'initdb')));
  if (found === undefined) throw new Error('There is no PostgreSQL: install it, or set PG_BIN to its programs.');
  return found;
}

/** PostgreSQL refuses to be run by root. */
function ownerOf(folder: string): (command: readonly string[]) => readonly string[] {
  if (process.getuid?.() !== 0) return (command) => command;
  execFileSync('chown', ['-R', 'postgres', folder]);
  chmodSync(folder, 0o755);
  return (command) => ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', ...command];
}

function settingsOf(folder: string, port: number): readonly string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_connections: 200,
    shared_buffers: '512MB',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function untilItAnswers(ask: () => unknown): Promise<void> {
  for (let asked = 1; ; asked += 1) {
    await pass(ANSWER_PAUSE);
    try {
      ask();
      return;
    } catch (cause) {
      if (asked === ANSWERS) throw new Error('PostgreSQL does not answer.', { cause });
    }
  }
}
