import { join } from 'node:path';
import { z } from 'zod';
import { isLogLine } from '@/lib/telemetry/print-line';
import { handOnSettings, withPorts } from '../hand-on-settings';
import type { Settings } from '../settings';
import { AlreadyReported } from '../report-fatal';
import { ManagedProcess } from './managed-process';
import { ROOT, TYPESCRIPT_FLAGS } from './repository';

const readySchema = z.object({
  kind: z.literal('ready'),
  apps: z.array(z.object({ appId: z.string(), grpcPort: z.number(), httpPort: z.number().optional() })).min(1),
  httpPort: z.number(),
  metricsPort: z.number(),
  isEmpty: z.boolean(),
});

export type RuntimeAddresses = z.infer<typeof readySchema>;

const RESTART_AFTER_MS = 500;

/**
 * The runtime process. Resolves when it answers for the first time; a runtime that dies later is started again on the
 * same ports. Rejects when it cannot start (it has said why on stderr by then).
 */
export async function startRuntimeChild(
  settings: Settings,
  say: (line: string) => void,
): Promise<{ addresses: RuntimeAddresses; stop(): Promise<void> }> {
  const { promise, resolve, reject } = Promise.withResolvers<RuntimeAddresses>();
  let known: RuntimeAddresses | undefined;
  let current: ManagedProcess | undefined;
  let stopped = false;

  function launch(): void {
    const wanted = known === undefined ? settings : withPorts(settings, known);
    current = new ManagedProcess({
      name: 'runtime',
      args: [...TYPESCRIPT_FLAGS, join(ROOT, 'lib', 'bootstrap', 'runtime', 'main.ts')],
      env: handOnSettings({ ...wanted, logFormat: 'json' }),
      onLine: (line) => {
        if (line.startsWith('runtime ready ')) return;
        if (known === undefined && !isLogLine(line)) console.error(line);
        else say(line);
      },
      onMessage: (message) => {
        known = readySchema.parse(message);
        resolve(known);
      },
      onUnexpectedEnd: (how) => {
        if (known === undefined) reject(new AlreadyReported(`the runtime did not start (${how})`));
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
  say(`serving ${settings.storePath}`);
  return {
    addresses,
    async stop() {
      stopped = true;
      await current?.stop();
    },
  };
}
