import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '@/lib/bootstrap/env';
import { handOnSettings, withPorts } from '@/lib/bootstrap/hand-on-settings';
import { claimPort } from '@/lib/bootstrap/supervisor/free-port';
import { ManagedProcess } from '@/lib/bootstrap/supervisor/managed-process';
import { CONSOLE_PROGRAM, ROOT, TIED_FLAGS } from '@/lib/bootstrap/supervisor/repository';
import { startRuntimeChild } from '@/lib/bootstrap/supervisor/runtime-child';
import { waitUntilAnswers } from '@/lib/bootstrap/supervisor/wait-until-answers';

const HOST = '127.0.0.1';

export type Served = {
  /** Address of the console. */
  readonly url: string;
  /** The process of the console. */
  readonly consolePid: number;
  /** Ends the runtime and leaves the console as it is. */
  stopRuntime(): Promise<void>;
  stop(): Promise<void>;
};

export type ServePlan = {
  /** Relative to the root, which every process runs in: the console shows it. What lies there is thrown away. */
  readonly dataDir: string;
  readonly appIds: readonly string[];
  /** Creates the store at a path. */
  readonly fill: (path: string) => Promise<void>;
  /** What both processes are told besides. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the environment of the console's process has besides. */
  readonly consoleEnv?: Readonly<Record<string, string>>;
};

/** Runtime and built console, as the start command runs them, on a new store. */
export async function serveConsole({ dataDir, appIds, fill, env = {}, consoleEnv = {} }: ServePlan): Promise<Served> {
  process.chdir(ROOT);
  rmSync(dataDir, { recursive: true, force: true });
  await fill(join(dataDir, 'perdure.db'));
  // Children inherit the environment; it is how every process of Perdure is told what to do.
  Object.assign(process.env, environment(dataDir, appIds), env);
  const settings = readSettings(process.env);
  const ignore = (): void => undefined;
  const { signal } = new AbortController();
  const runtime = await startRuntimeChild(settings, { say: ignore, onLost: ignore, signal });
  const port = await claimPort(HOST, 0, 'PERDURE_CONSOLE_PORT');
  const server = consoleServer(port, { ...handOnSettings(withPorts(settings, runtime.addresses)), ...consoleEnv });
  server.start();
  const url = `http://${HOST}:${port}`;
  await waitUntilAnswers(`${url}/api/v1/runtime`, signal);
  return {
    url,
    consolePid: server.pid ?? 0,
    stopRuntime: () => runtime.stop(),
    async stop() {
      await Promise.all([server.stop(), runtime.stop()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function environment(dataDir: string, appIds: readonly string[]): Record<string, string> {
  return {
    PERDURE_DATA_DIR: dataDir,
    PERDURE_HOST: HOST,
    PERDURE_APPS: appIds.map((appId) => `${appId}=0`).join(','),
    PERDURE_HTTP_PORT: '0',
    PERDURE_METRICS_PORT: '0',
    PERDURE_CONSOLE_PORT: '0',
    PERDURE_LOG_LEVEL: 'warn',
    DATABASE_URL: '',
  };
}

function consoleServer(port: number, settings: Readonly<Record<string, string>>): ManagedProcess {
  return new ManagedProcess({
    name: 'console',
    cwd: ROOT,
    args: [...TIED_FLAGS, CONSOLE_PROGRAM, HOST, String(port)],
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...settings },
    onLine: () => undefined,
    onUnexpectedEnd: (how) => process.stderr.write(`The console ended (${how}).\n`),
  });
}
