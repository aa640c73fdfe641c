import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Child, ROOT } from './fixtures/child';
import { startRuntime } from './fixtures/runtime';

let dataDir: string;

test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'perdure-db-'));
});

test.afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Runs a command as a person would, in the data folder. */
async function perdure(...args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const script = join(ROOT, 'scripts', 'perdure.js');
  const child = new Child({ args: [script, ...args], env: { PERDURE_DATA_DIR: dataDir }, cwd: dataDir });
  const code = await child.exited;
  return { code, said: child.output };
}

test('the commands on a store work beside a runtime, but for the one that must not', async () => {
  const { child } = await startRuntime({ dataDir, grpcPort: 0, httpPort: 0 });
  try {
    const status = await perdure('db', 'status');
    expect(status).toMatchObject({ code: 0 });
    expect(status.said).toMatch(
      new RegExp(`In use by +Perdure runtime .*, pid ${child.process.pid} on host ${hostname()}`),
    );
    expect(await perdure('db', 'migrate')).toMatchObject({ code: 4 });
    expect(await perdure('db', 'backup', 'copy.db', '--verify')).toMatchObject({ code: 0 });
    expect(await perdure('db', 'verify')).toMatchObject({ code: 0 });
    expect(child.process.exitCode).toBeNull();
  } finally {
    await child.stop();
  }
  expect((await perdure('db', 'status', '--store', 'copy.db')).said).toMatch(/In use by +nobody/);
  expect(await perdure('db', 'migrate')).toMatchObject({ code: 0, said: 'Nothing is pending.' });
});
