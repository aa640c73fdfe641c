import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ManagedProcess } from './managed-process';
import { ROOT, TIED_FLAGS } from './repository';

const FOLDER = join(ROOT, 'examples', 'javascript');
const RESTART_AFTER_MS = 2_000;

export type SampleApp = { readonly logFile: string; stop(): Promise<void> };

/**
 * Runs the sample worker, and on an empty store its sample executions once. Start it only when the runtime answers:
 * this SDK gives up for good when its first call fails (dapr-protocol 6.1). Its output goes to a file of its own.
 */
export function startSampleApp(
  where: {
    readonly host: string;
    readonly grpcPort: number;
    readonly dataDir: string;
    /** For an app that asks for one. */
    readonly token: string | undefined;
  },
  withExecutions: 'with executions' | 'worker only',
): SampleApp {
  const logs = join(where.dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const logFile = join(logs, 'sample-app.log');
  const log = createWriteStream(logFile, { flags: 'a' });
  const env = { DAPR_HOST: where.host, DAPR_GRPC_PORT: String(where.grpcPort), DAPR_API_TOKEN: where.token };
  let stopped = false;
  const write = (line: string): void => void log.write(`${line}\n`);
  const script = (name: string, onEnd: () => void): ManagedProcess =>
    new ManagedProcess({
      ...{ name, cwd: FOLDER, env, onLine: write },
      args: [...TIED_FLAGS, join(FOLDER, 'src', `${name}.ts`)],
      onUnexpectedEnd: onEnd,
    });
  const worker = script('main', () => {
    if (!stopped) setTimeout(() => (stopped ? undefined : worker.start()), RESTART_AFTER_MS);
  });
  const starter = script('start-samples', () => undefined);
  worker.start();
  if (withExecutions === 'with executions') starter.start();
  return {
    logFile,
    async stop() {
      stopped = true;
      await Promise.all([worker.stop(), starter.stop()]);
      log.end();
    },
  };
}
