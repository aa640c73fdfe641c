import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { anInstanceRecord, aSave, refOf } from '@/lib/testing/store-builders';
import { openSqliteRuntimeStore } from './open-sqlite-runtime-store';

const folder = mkdtempSync(join(tmpdir(), 'perdure-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a runtime that is killed leaves the store free, and what it committed in it', async () => {
  const path = join(folder, 'perdure.db');
  const save = aSave(anInstanceRecord({ key: 1 }));
  const other = startRuntime(
    `const { openSqliteRuntimeStore } = await import('@/lib/store/sqlite/open-sqlite-runtime-store');
     const store = await openSqliteRuntimeStore({ path: ${JSON.stringify(path)} });
     await store.commit([[${JSON.stringify(save)}]]);
     process.stdout.write('committed');
     setInterval(() => {}, 1000);`,
  );
  await once(other.stdout, 'data');
  await expect(openSqliteRuntimeStore({ path })).rejects.toThrow(`(pid ${other.pid})`);

  other.kill('SIGKILL');
  await once(other, 'exit');
  const store = await openSqliteRuntimeStore({ path });
  expect((await store.load(refOf(save)))?.record).toEqual(save.record);
  await store.close();
});

function startRuntime(code: string) {
  const register = pathToFileURL('scripts/register-typescript.js').href;
  return spawn(process.execPath, ['--import', register, '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
