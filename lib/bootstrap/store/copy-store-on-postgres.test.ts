import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { COPIED_TABLES, type CopiedRow } from '@/lib/store/copy/copied-tables';
import { openPostgresRuntimeStore } from '@/lib/store/postgres/open-postgres-runtime-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { SqliteCopyEnd } from '@/lib/store/sqlite/sqlite-copy-end';
import { createDatabase, execute } from '@/lib/testing/postgres/databases';
import { hasPostgres, providedPostgres } from '@/lib/testing/postgres/provided-postgres';
import { seedInstances } from '@/lib/testing/seed-instances';
import { seedStore } from '@/lib/testing/seed-store';
import { anInstanceRecord, aPurge, aRaisedEvent, aSave, aScheduledTask, aStep, T0 } from '@/lib/testing/store-builders';
import type { StorePlace } from '../store-place';
import { copyStoreAt, type TableComparison } from './copy-store-at';
import { verifyStoreAt } from './verify-store-at';

const root = mkdtempSync(join(tmpdir(), 'perdure-copy-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let files = 0;
const aFile = (): StorePlace & { kind: 'sqlite' } => ({ kind: 'sqlite', path: join(root, `${(files += 1)}.db`) });

async function aDatabase(): Promise<StorePlace & { kind: 'postgres' }> {
  const { url, drop } = await createDatabase(providedPostgres().admin);
  onTestFinished(drop);
  return { kind: 'postgres', url };
}

async function aFullFile(count: number): Promise<StorePlace & { kind: 'sqlite' }> {
  const file = aFile();
  await seedStore(file.path, { count, now: T0, seed: 5 });
  const store = await openSqliteRuntimeStore({ path: file.path, declared: { paths: ['input.customer', 'output'] } });
  await store.close();
  return file;
}

const copy = (from: StorePlace, to: StorePlace, report: (table: string) => void = () => undefined) =>
  copyStoreAt({ from, to, report: ({ table }) => report(table), onWait: () => undefined });

const differing = (tables: readonly TableComparison[]) =>
  tables.filter(({ isEqual }) => !isEqual).map(({ table }) => table);

/** A report that ends the copy at its nth word. */
function stopAt(nth: number) {
  let told = 0;
  return (): void => {
    told += 1;
    if (told === nth) throw new Error('stopped');
  };
}

async function rowsOf({ path }: { readonly path: string }): Promise<readonly (readonly CopiedRow[])[]> {
  const end = await SqliteCopyEnd.open(path, {});
  try {
    return await Promise.all(COPIED_TABLES.map((table) => end.page(table, undefined, 10_000)));
  } finally {
    await end.close();
  }
}

const text = () =>
  fc.string({ unit: fc.constantFrom('a', '\0', '\u0001', '\u0002', '\ud800', '🚀', 'ż', '\uffff', '"') });

describe.skipIf(!hasPostgres())('perdure db copy', () => {
  test('property: from SQLite to PostgreSQL and back gives the same rows, wherever it was cut off', async () => {
    const entry = fc.record({
      id: text(),
      name: text(),
      at: fc.double({ noNaN: true, noDefaultInfinity: true }),
      payload: text(),
    });
    const entries = fc.uniqueArray(entry, { minLength: 1, maxLength: 8, selector: ({ id }) => id.toWellFormed() });
    await fc.assert(
      fc.asyncProperty(entries, fc.integer({ min: 1, max: 6 }), async (given, cut) => {
        const [first, middle, last] = [aFile(), await aDatabase(), aFile()];
        const store = await openSqliteRuntimeStore(first);
        const saves = given.map(({ id, name, at, payload }, index) =>
          aSave(
            anInstanceRecord({ key: index + 1, instanceId: id, name, dueAt: at, lastError: payload, inboxLength: 1 }),
            {
              history: { append: [aScheduledTask(0, { input: payload }), aScheduledTask(1)] },
              inbox: { add: [aRaisedEvent(1, payload)] },
              steps: { put: [aStep({ name })] },
              payload: { input: payload, output: name, customStatus: undefined, failure: undefined },
            },
          ),
        );
        await store.commit([saves]);
        for (const save of saves.slice(6)) await store.commit([[aPurge(save)]]);
        await store.close();
        await copy(first, middle, stopAt(cut)).catch((error: unknown) =>
          expect(error).toMatchObject({ message: 'stopped' }),
        );
        expect(differing(await copy(first, middle))).toEqual([]);
        await copy(middle, last, stopAt(cut)).catch((error: unknown) =>
          expect(error).toMatchObject({ message: 'stopped' }),
        );
        expect(differing(await copy(middle, last))).toEqual([]);
        expect(await rowsOf(last)).toEqual(await rowsOf(first));
      }),
      { numRuns: 4 },
    );
  });

  test('a store that was copied is served and verified as the one before, and goes on with its marks', async () => {
    const from = await aFullFile(300);
    const to = await aDatabase();
    expect(differing(await copy(from, to))).toEqual([]);
    expect(await verifyStoreAt(to, (difference) => expect(difference).toBeUndefined())).toMatchObject({
      differences: 0,
    });
    const store = await openPostgresRuntimeStore(to);
    const key = store.allocateKey();
    expect(key).toBe(301);
    await store.commit([[aSave(anInstanceRecord({ key, instanceId: 'after the copy' }))]]);
    await store.close();
  });

  test('a copy that is killed leaves a store that no runtime takes, and is gone on with', async () => {
    const from = await aFullFile(400);
    const to = await aDatabase();
    const register = pathToFileURL('scripts/register-typescript.js').href;
    const code = `const { copyStoreAt } = await import('@/lib/bootstrap/store/copy-store-at');
      await copyStoreAt({ from: ${JSON.stringify(from)}, to: ${JSON.stringify(to)}, onWait: () => {},
        report: ({ table }) => { console.log(table); if (table === 'history') process.kill(process.pid, 'SIGKILL'); } });`;
    const child = spawn(process.execPath, ['--import', register, '--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('instance');
    await once(child, 'exit');
    await expect(openPostgresRuntimeStore(to)).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining('part of a copy') as string,
    });
    await expect(copy(await aFullFile(3), to)).rejects.toMatchObject({ code: 'conflict' });
    const again: string[] = [];
    expect(differing(await copy(from, to, (table) => void again.push(table)))).toEqual([]);
    expect(again).not.toContain('instance');
    await (await openPostgresRuntimeStore(to)).close();
  });

  test('a difference between both sides is told, and the copy stays unusable', async () => {
    const from = await aFullFile(30);
    const to = await aDatabase();
    const stopped = copy(from, to, (table) => {
      if (table === 'counter') throw new Error('stopped');
    });
    await expect(stopped).rejects.toThrow('stopped');
    await execute(to.url, `UPDATE step SET attempt = attempt + 1`);
    const compared = await copy(from, to);
    expect(differing(compared)).toEqual(['step']);
    await expect(openPostgresRuntimeStore(to)).rejects.toMatchObject({ code: 'precondition' });
  });

  test('refuses what is in use, what is not empty, and a copy to itself', async () => {
    const from = await aFullFile(3);
    const to = await aDatabase();
    const lease = { holder: { leaseMs: 500 } };
    const reading = await openSqliteRuntimeStore({ ...from, lease });
    await expect(copy(from, to)).rejects.toThrow(/in use by another Perdure runtime/);
    await reading.close();
    const writing = await openPostgresRuntimeStore({ ...to, lease });
    await expect(copy(from, to)).rejects.toThrow(/in use by another Perdure runtime/);
    await seedInstances(writing, { count: 1, now: T0, seed: 1 });
    await writing.close();
    await expect(copy(from, to)).rejects.toThrow(/is not empty/);
    await expect(copy(from, from)).rejects.toMatchObject({ code: 'invalid' });
    await expect(copy(aFile(), to)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
