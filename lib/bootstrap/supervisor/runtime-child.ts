import { z } from 'zod';
import { isLogLine } from '@/lib/telemetry/print-line';
import { handOnSettings, withPorts } from '../hand-on-settings';
import type { Settings } from '../settings';
import { STORE_TAKEN } from '../exit-code';
import { AlreadyReported } from '../report-fatal';
import { RUNTIME_MEMORY } from '../runtime-memory';
import { storeName } from '../store-place';
import { ManagedProcess } from './managed-process';
import { programFile, TYPESCRIPT_FLAGS } from './repository';

const readySchema = z.object({
  kind: z.literal('ready'),
  apps: z.array(z.object({ appId: z.string(), grpcPort: z.number(), httpPort: z.number().optional() })).min(1),
  httpPort: z.number(),
  metricsPort: z.number(),
  isEmpty: z.boolean(),
});

export type RuntimeAddresses = z.infer<typeof readySchema>;

const RESTART_AFTER_MS = 500;

export type RuntimeEvents = {
  readonly say: (line: string) => void;
  /** The store belongs to another runtime, so this one was not started again; it has said so on stderr. */
  readonly onReplaced: (error: AlreadyReported) => void;
};

/**
 * The runtime process. Resolves when it answers for the first time; a runtime that dies later is started again on the
 * same ports, unless another has its store. Rejects when it cannot start (it has said why on stderr by then).
 */
export async function startRuntimeChild(
  settings: Settings,
  { say, onReplaced }: RuntimeEvents,
): Promise<{ addresses: RuntimeAddresses; stop(): Promise<void> }> {
  const { promise, resolve, reject } = Promise.withResolvers<RuntimeAddresses>();
  let known: RuntimeAddresses | undefined;
  let current: ManagedProcess | undefined;
  let stopped = false;

  function launch(): void {
    const wanted = known === undefined ? settings : withPorts(settings, known);
    current = new ManagedProcess({
      name: 'runtime',
      args: [...RUNTIME_MEMORY.flags, ...TYPESCRIPT_FLAGS, programFile('lib/bootstrap/runtime/main')],
      env: { ...RUNTIME_MEMORY.env, ...handOnSettings({ ...wanted, logFormat: 'json' }) },
      onLine: (line) => {
        if (line.startsWith('runtime ready ')) return;
        if (known === undefined && !isLogLine(line)) console.error(line);
        else say(line);
      },
      onMessage: (message) => {
        known = readySchema.parse(message);
        resolve(known);
      },
      onUnexpectedEnd: (how, exitCode = 1) => {
        if (known === undefined) reject(new AlreadyReported(`the runtime did not start (${how})`, exitCode));
        else if (exitCode === STORE_TAKEN) onReplaced(new AlreadyReported('the runtime was replaced', exitCode));
        else if (!stopped) {
          say(`the runtime ended (${how}); starting it again. Nothing that was acknowledged is lost.`);
          setTimeout(() => (stopped ? undefined : launch()), RESTART_AFTER_MS);
        }
      },
    });
    current.start();
  }

  launch();
  const addresses = await promise;
  say(`serving ${storeName(settings.store)}`);
  return {
    addresses,
    async stop() {
      stopped = true;
      await current?.stop();
    },
  };
}
