import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RUNTIME_MEMORY } from '@/lib/bootstrap/runtime-memory';
import { makeScratch } from './scratch';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

type Ready = { readonly apps: readonly { readonly appId: string; readonly grpcPort: number }[] };

export type RuntimeProcess = {
  readonly pid: number;
  readonly address: string;
  readonly port: number;
  /** Where its store is. */
  readonly folder: string;
  stop(): Promise<void>;
};

export type RuntimeOptions = {
  /** A folder with a store that is kept when the runtime stops; without it an empty one, which is not. */
  readonly folder?: string | undefined;
  /** A PostgreSQL server to use in place of SQLite. */
  readonly databaseUrl?: string | undefined;
  /** Apps that it serves besides `default`, each on a port of its own. */
  readonly otherApps?: readonly string[] | undefined;
  /** Where to leave a CPU profile when it stops. */
  readonly profileFolder?: string | undefined;
};

/** A runtime process of its own, by default with an empty store, which is deleted when it stops. */
export async function startRuntime(options: RuntimeOptions = {}): Promise<RuntimeProcess> {
  const { databaseUrl, profileFolder, otherApps } = options;
  const scratch = options.folder === undefined ? makeScratch('perdure') : undefined;
  const folder = options.folder ?? scratch?.folder ?? '';
  const env = {
    ...RUNTIME_MEMORY.env,
    PERDURE_DATA_DIR: folder,
    PERDURE_GRPC_PORT: '0',
    PERDURE_HTTP_PORT: '0',
    PERDURE_METRICS_PORT: '0',
    PERDURE_LOG_LEVEL: 'warn',
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    ...(otherApps !== undefined && { PERDURE_APPS: ['default', ...otherApps].map((appId) => `${appId}=0`).join(',') }),
  };
  const profiled = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const child = startProgram(['lib', 'bootstrap', 'runtime', 'main.ts'], env, [...RUNTIME_MEMORY.flags, ...profiled]);
  const { apps } = await messageOf<Ready>(child);
  const port = apps.find(({ appId }) => appId === 'default')?.grpcPort ?? 0;
  return {
    pid: child.pid ?? 0,
    address: `127.0.0.1:${port}`,
    port,
    folder,
    async stop() {
      await stopProgram(child);
      scratch?.remove();
    },
  };
}

/** Starts one of this repository's TypeScript programs; what it writes to stderr is shown. */
export function startProgram(
  path: readonly string[],
  env: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): ChildProcess {
  const hooks = join(ROOT, 'scripts', 'register-typescript.js');
  const child = spawn(process.execPath, [...nodeOptions, '--import', hooks, join(ROOT, ...path)], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return endWithUs(child);
}

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Sees to it that a program does not outlive this one; gives it back. */
export function endWithUs(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** The next message of a program; rejects when it ends instead, or has ended already. */
export async function messageOf<T>(child: ChildProcess): Promise<T> {
  if (hasEnded(child)) throw new Error(ENDED);
  const over = new AbortController();
  const ended = once(child, 'exit', { signal: over.signal }).then(() => Promise.reject(new Error(ENDED)));
  ended.catch(() => undefined);
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal: over.signal }), ended])) as [T];
    return message;
  } finally {
    over.abort();
  }
}

const ENDED = 'a program ended before it answered';

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** A program that was told to stop and has not after so many milliseconds is killed. */
const LONGEST_STOP = 20_000;

/** Ends a program, and all the way. */
export async function stopProgram(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP);
  await ended;
  clearTimeout(timer);
}

/** CPU time that all threads of a process have used, in milliseconds. Linux only. */
export function cpuTime(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, time) => sum + time, 0) / 1e6;
}

/** Rounded for people and for JSON lines. */
export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
