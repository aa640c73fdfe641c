import Database from 'better-sqlite3';
import fc from 'fast-check';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CORRUPTIONS, VICTIM, type Corruption } from './corruptions';
import { differencesIn, differenceText } from './differences-in';
import { seedInstances } from './seed-instances';
import { anInstanceRecord, aPurge, aSave, T0 } from './store-builders';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';

const folder = mkdtempSync(join(tmpdir(), 'perdure-verify-'));
const template = join(folder, 'template.db');

beforeAll(async () => {
  const store = await openSqliteRuntimeStore({
    path: template,
    indexedAtOnce: 40,
    declared: { paths: ['input', 'output.total'] },
  });
  const purged = aSave(anInstanceRecord({ key: store.allocateKey(), instanceId: 'purged' }));
  await store.commit([[purged], [aPurge(purged)]]);
  await seedInstances(store, { count: 80, now: T0, seed: 4711 });
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Plants a corruption in a copy of the store, at the n-th place where it can be. */
function planted({ victims, sql }: Corruption, nth: number): { readonly path: string; readonly victim: unknown } {
  const path = join(folder, 'corrupt.db');
  rmSync(path, { force: true });
  copyFileSync(template, path);
  const db = new Database(path);
  try {
    db.pragma('foreign_keys = OFF');
    const all = db.prepare<[], { readonly victim: unknown }>(`SELECT ${victims}`).all();
    const victim = all[nth % all.length]?.victim;
    expect(victim, `nothing to corrupt by ${sql}`).not.toBeUndefined();
    for (const statement of sql.split(';')) db.prepare(statement.replaceAll(VICTIM, '?')).run(victim);
    return { path, victim };
  } finally {
    db.close();
  }
}

test('a store that the seeded generator made is as it should be', async () => {
  expect((await differencesIn(template)).map(differenceText)).toEqual([]);
});

describe('every kind of corruption is reported, with what is stored', () => {
  test.each(CORRUPTIONS)('property: $name', async (corruption) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (nth) => {
        const { path, victim } = planted(corruption, nth);
        const found = await differencesIn(path);
        const told = found.filter((difference) => corruption.what.test(`${difference.thing}: ${difference.what}`));
        expect(told, `${String(victim)}: ${found.map(differenceText).join('\n')}`).not.toEqual([]);
      }),
      { numRuns: 3 },
    );
  });
});
