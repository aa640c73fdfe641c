import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@/lib/bootstrap/supervisor/repository';
import { startRecordedSidecar } from '@/lib/testing/dapr/recorded-sidecar';
import { readRecordedStore } from '@/lib/testing/dapr/recorded-store';
import { startAttach } from '@/lib/testing/dapr/start-attach';

type Attached = {
  readonly url: string;
  /** What can be added as a target: the address of a sidecar that answers. */
  readonly spare: string;
  stop(): Promise<void>;
};

/** A console on the sidecars of two apps, of which one has gone away since; they tell what a real daprd told once. */
export async function serveAttached(): Promise<Attached> {
  const folder = join(ROOT, '.cache', 'shots', 'attached');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const shop = await startRecordedSidecar(readRecordedStore('sqlite').answers);
  const billing = await startRecordedSidecar([]);
  const spare = await startRecordedSidecar([], { version: '1.17.2' });
  const words = ['--sidecar', `shop=${shop.address}`, '--sidecar', `billing=${billing.address}`];
  const { program, url } = await startAttach({ root: ROOT, folder }, {
    ...{ words, store: join(folder, 'attached.db') },
    // Not the settings of the stores that were shown before it.
    env: { PERDURE_CONFIG: '' },
  });
  await billing.stop();
  return {
    ...{ url, spare: spare.address },
    async stop() {
      await program.stop();
      await Promise.all([shop.stop(), spare.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
