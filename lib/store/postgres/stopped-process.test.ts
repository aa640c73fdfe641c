import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hasPostgres } from '@/lib/testing/postgres/provided-postgres';
import { aDatabase } from '@/lib/testing/postgres/test-store';
import { anInstanceRecord, aSave } from '@/lib/testing/store-builders';
import { openPostgresRuntimeStore } from './open-postgres-runtime-store';

const saves = [1, 2, 3].map((key) => aSave(anInstanceRecord({ key })));

/** Another process that has the store, commits one instance, and another one for each line that it is given. */
function aHolder(url: string) {
  const code = `
    import { createInterface } from 'node:readline';
    const { openPostgresRuntimeStore } = await import('@/lib/store/postgres/open-postgres-runtime-store');
    const saves = ${JSON.stringify(saves)};
    const store = await openPostgresRuntimeStore({ url: ${JSON.stringify(url)}, lease: { holder: { leaseMs: 1000 } } });
    const commit = () => store.commit([[saves.shift()]]).then(() => 'written', (error) => error.name + ': ' + error.message);
    console.log(await commit());
    for await (const line of createInterface({ input: process.stdin })) console.log(await commit());`;
  const register = pathToFileURL('scripts/register-typescript.js').href;
  const child = spawn(process.execPath, ['--import', register, '--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return { child, next: async () => String((await lines.next()).value) };
}

describe.skipIf(!hasPostgres())('a process that holds a PostgreSQL store', () => {
  test('and was stopped is replaced after its lease, and can write nothing when it wakes', async () => {
    const url = await aDatabase();
    const { child, next } = aHolder(url);
    expect(await next()).toBe('written');
    await expect(openPostgresRuntimeStore({ url })).rejects.toThrow(`(pid ${child.pid} on host `);

    child.kill('SIGSTOP');
    const successor = await openPostgresRuntimeStore({ url, lease: { holder: { host: 'second-host' } } });
    onTestFinished(() => successor.close());
    child.stdin.write('\n');
    child.kill('SIGCONT');
    expect(await next()).toMatch(/^LeaseLost: .*second-host.* Nothing of this request was written\.$/);
    await successor.commit([saves.slice(2)]);
    expect(await successor.listIds('shop', undefined, 9)).toEqual(['order-1', 'order-3']);
  });

  test('and was killed leaves it free at once', async () => {
    const url = await aDatabase();
    const { child, next } = aHolder(url);
    expect(await next()).toBe('written');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const waits: number[] = [];
    const store = await openPostgresRuntimeStore({ url, lease: { onWait: (_, ms) => void waits.push(ms) } });
    onTestFinished(() => store.close());
    expect(waits).toEqual([]);
    expect(await store.listIds('shop', undefined, 9)).toEqual(['order-1']);
  });
});
