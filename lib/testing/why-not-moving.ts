import { join } from 'node:path';
import { openConsoleStore } from '@/lib/bootstrap/console/open-console-store';
import type { InstanceRef } from '@/lib/domain/instance';
import { buildGraph } from '@/lib/graph/build-graph';
import { explainWaiting } from '@/lib/graph/explain-waiting';

const MANY = 1_000;

/** The sentences by which the console says why an instance is not moving. */
export async function whyNotMoving(dataDir: string, ref: InstanceRef): Promise<readonly string[]> {
  const store = await openConsoleStore({ kind: 'sqlite', path: join(dataDir, 'perdure.db') });
  try {
    const instance = await store.getInstance(ref);
    const history = await store.readHistory(ref, { from: 0, limit: MANY });
    if (instance === undefined || history === undefined) throw new Error(`there is no instance ${ref.instanceId}`);
    const { generation } = instance;
    const graph = buildGraph(history.entries, { appId: ref.appId, generation, discarded: new Set() });
    return explainWaiting(instance, Date.now(), graph).map(({ text }) => text);
  } finally {
    await store.close();
  }
}
