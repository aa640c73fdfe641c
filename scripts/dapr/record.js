import '../register-typescript.js';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../run-command.js';
import { bin, daprVersions, requirePrograms } from './build.js';
import { withStateStores } from './stores.js';

const { recordStore } = await import('../../lib/testing/dapr/record-store.ts');
const { printRecordedStore, recordingPath } = await import('../../lib/testing/dapr/recorded-store.ts');

/** @param {string[]} layouts none: all */
export async function record(layouts) {
  requirePrograms();
  const versions = { ...daprVersions(), sdk: `@dapr/dapr ${sdkVersion()}` };
  await withStateStores(layouts, async (store) => {
    const folder = mkdtempSync(join(tmpdir(), 'perdure-dapr-'));
    const recorded = await recordStore(store, { root, bin, folder, versions });
    writeFileSync(recordingPath(store.layout), printRecordedStore(recorded));
    rmSync(folder, { recursive: true, force: true });
    console.log(`${store.layout}: ${recorded.answers.length} instances, ${recorded.rows.length} rows recorded`);
  });
}

function sdkVersion() {
  return JSON.parse(readFileSync(join(root, 'node_modules', '@dapr', 'dapr', 'package.json'), 'utf8')).version;
}
