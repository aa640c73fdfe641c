import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { filledSqlite } from '@/lib/testing/dapr/filled-stores';
import { readRecordedStore } from '@/lib/testing/dapr/recorded-store';
import { askToLook } from '../asked-looks';
import { mirrorCluster } from './mirror-cluster';

const { rows, answers } = readRecordedStore('sqlite');

test('what is asked about and gone from the cluster is purged with the next look, not with the next look at all', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-mirrored-'));
  const source = await filledSqlite();
  onTestFinished(async () => {
    await source.remove();
    rmSync(folder, { recursive: true });
  });
  await source.write(rows, 100);
  const storePath = join(folder, 'attached.db');
  const stop = new AbortController();
  const passes: object[] = [];
  await mirrorCluster({
    ...{ target: source.target, sidecars: () => [], storePath, once: false, signal: stop.signal },
    // No minute ever passes, so all are never looked at again.
    now: () => 160_000,
    async onComplete() {
      await source.erase(rows.flatMap(({ key }) => (key.includes('||chain||') ? [key] : [])));
      askToLook(storePath, { appId: 'shop', instanceId: 'chain' });
    },
    onPass({ read, purged }) {
      passes.push({ read, purged });
      if (purged > 0) stop.abort();
    },
    onTrouble(error) {
      throw error;
    },
  });
  expect(passes).toEqual([
    { read: answers.length, purged: 0 },
    { read: 0, purged: 1 },
  ]);
});
