import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

type Ready = { readonly apps: readonly { readonly grpcPort: number }[] };

export type RuntimeProcess = {
  readonly pid: number;
  readonly address: string;
  readonly port: number;
  stop(): Promise<void>;
};

/** A runtime process of its own with an empty store, which is deleted when it stops. */
export async function startRuntime(): Promise<RuntimeProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'perdure-bench-'));
  const child = startProgram(['lib', 'bootstrap', 'runtime', 'main.ts'], {
    PERDURE_DATA_DIR: dataDir,
    PERDURE_GRPC_PORT: '0',
    PERDURE_HTTP_PORT: '0',
    PERDURE_METRICS_PORT: '0',
    PERDURE_LOG_LEVEL: 'warn',
  });
  const { apps } = await messageOf<Ready>(child);
  const port = apps[0]?.grpcPort ?? 0;
  return {
    pid: child.pid ?? 0,
    address: `127.0.0.1:${port}`,
    port,
    async stop() {
      await stopProgram(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts one of this repository's TypeScript programs; what it writes to stderr is shown. */
export function startProgram(path: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const hooks = join(ROOT, 'scripts', 'register-typescript.js');
  return spawn(process.execPath, ['--import', hooks, join(ROOT, ...path)], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** The next message of a program; rejects when it ends instead. */
export async function messageOf<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('a program ended before it was ready')));
  ended.catch(() => undefined);
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [T];
  return message;
}

export async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
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
