import '../register-typescript.js';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, requirePrograms } from './build.js';
import { withStateStores } from './stores.js';

const { startDaprCluster } = await import('../../lib/testing/dapr/dapr-cluster.ts');

/** @param {string[]} words the layout; none: SQLite */
export async function up([layout = 'sqlite']) {
  requirePrograms();
  await withStateStores([layout], async (store) => {
    const folder = mkdtempSync(join(tmpdir(), 'perdure-dapr-'));
    const cluster = await startDaprCluster({ bin, folder });
    try {
      const { grpcPort, httpPort } = await cluster.startSidecar({ appId: 'shop', component: store.component });
      const component = join(folder, 'state-store.yaml');
      writeFileSync(component, store.component);
      console.log(`dapr ready ${JSON.stringify({ appId: 'shop', grpcPort, httpPort, component, logs: folder })}`);
      console.log(`A worker: cd examples/javascript && DAPR_GRPC_PORT=${grpcPort} npm start`);
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    } finally {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
