import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { PEERS_FOLDER } from '../peers/import-peer';
import { installPeers } from '../peers/install-peers';
import { endWithUs, stopProgram } from '../processes';
import { makeScratch } from '../scratch';
import { startApp, type AppProcess } from './app-process';
import { freePorts } from './free-ports';
import { startPostgres } from './postgres-cluster';
import type { Subject } from './subject';

type Parts = Pick<Subject, 'name' | 'folders'> & Partial<Pick<Subject, 'settle'>>;
type Server = { readonly part: string; readonly pid: number; readonly version?: string; stop(): Promise<void> };

/** Milliseconds that RocksDB gets to write what it holds in memory. */
const ROCKS_SETTLE = 1_500;

/** Restate's server and an app on its SDK. `remote`: activities are calls to another service, as Dapr's are. */
export async function openRestate(mode: 'inline' | 'remote'): Promise<Subject> {
  installPeers();
  const scratch = makeScratch('restate');
  const [ingress = 0, admin = 0, node = 0] = await freePorts(3);
  const server = startRestate(scratch.folder, { ingress, admin, node });
  const stop = async (): Promise<void> => {
    await stopProgram(server);
    scratch.remove();
  };
  return open(
    { part: 'server', pid: server.pid ?? 0, stop },
    async () => {
      await untilHealthy(`http://127.0.0.1:${admin}/health`);
      return startApp(['peers', 'restate-app.ts'], {
        RESTATE_MODE: mode,
        RESTATE_ADMIN: `http://127.0.0.1:${admin}`,
        RESTATE_INGRESS: `http://127.0.0.1:${ingress}`,
      });
    },
    {
      name: mode === 'inline' ? 'restate' : 'restate-remote',
      folders: [scratch.folder],
      settle: () => pass(ROCKS_SETTLE),
    },
  );
}

export async function openDbos(): Promise<Subject> {
  installPeers();
  const postgres = await startPostgres();
  const server = { part: 'postgres', pid: postgres.pid, version: postgres.version, stop: () => postgres.stop() };
  const start = () => startApp(['peers', 'dbos-app.ts'], { DATABASE_URL: postgres.url });
  return open(server, start, { name: 'dbos', folders: [postgres.tables] });
}

export async function openOpenworkflow(): Promise<Subject> {
  installPeers();
  const { folder, remove } = makeScratch('openworkflow');
  const app = await startApp(['peers', 'openworkflow-app.ts'], { BENCH_FOLDER: folder });
  return {
    ...subjectOf(app, { name: 'openworkflow', folders: [folder] }),
    async stop() {
      await app.stop();
      remove();
    },
  };
}

/** Starts an app beside its server; the server stops when the app does not start. */
async function open(server: Server, start: () => Promise<AppProcess>, parts: Parts): Promise<Subject> {
  try {
    const app = await start();
    const subject = subjectOf(app, parts);
    return {
      ...subject,
      versions: { ...subject.versions, ...(server.version !== undefined && { [server.part]: server.version }) },
      roots: { ...subject.roots, [server.part]: server.pid },
      async stop() {
        await app.stop();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function subjectOf(app: AppProcess, parts: Parts): Subject {
  const { versions, durability } = app;
  return {
    ...parts,
    versions,
    durability,
    roots: { app: app.pid },
    run: app.run,
    settle: parts.settle ?? app.settle,
    stop: app.stop,
  };
}

type RestatePorts = { readonly ingress: number; readonly admin: number; readonly node: number };

function startRestate(folder: string, { ingress, admin, node }: RestatePorts): ChildProcess {
  const packages = join(PEERS_FOLDER, 'node_modules', '@restatedev');
  const program = join(packages, `restate-server-linux-${process.arch}`, 'bin', 'restate-server');
  const log = openSync(join(folder, 'log'), 'w');
  const server = spawn(program, ['--no-logo', '--base-dir', join(folder, 'store')], {
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      RESTATE_DISABLE_TELEMETRY: 'true',
      RESTATE_LOG_FILTER: 'error',
      RESTATE_BIND_IP: '127.0.0.1',
      RESTATE_LISTEN_MODE: 'tcp',
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
      RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
    },
  });
  closeSync(log);
  return endWithUs(server);
}

async function untilHealthy(url: string): Promise<void> {
  for (let asked = 1; asked <= 150; asked += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await pass(200);
  }
  throw new Error(`Nothing healthy answers at ${url}.`);
}
