import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { expectSoundStore } from './expect-sound-store';
import { seedLargeRuns } from './seed/seed-large-runs';

test('large runs are as sound as if the runtime had written them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-large-'));
  const path = join(folder, 'perdure.db');
  try {
    await seedLargeRuns(path, [
      { instanceId: 'loop', shape: 'loop', size: 900, hasEnded: false },
      { instanceId: 'waves', shape: 'waves', size: 1000, hasEnded: true },
      { instanceId: 'wide', shape: 'wide', size: 700, hasEnded: true },
    ]);
    await expectSoundStore(path);
    const console = await openSqliteConsoleStore({ path });
    const ref = (instanceId: string) => ({ appId: 'default', instanceId });
    expect((await console.readHistory(ref('loop'), { from: 0, limit: 1 }))?.total).toBe(900);
    const waves = await console.listSteps(ref('waves'));
    expect(waves.filter(({ kind, attempt }) => kind === 'activity' && attempt === 1)).toHaveLength(1000);
    expect(waves.filter(({ attempt }) => attempt === 2)).toHaveLength(9);
    await console.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
