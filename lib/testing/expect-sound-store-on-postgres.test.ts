import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresRuntimeStore } from '@/lib/store/postgres/open-postgres-runtime-store';
import { expectSoundStoreAt } from './expect-sound-store';
import { createDatabase, execute, type TestDatabase } from './postgres/databases';
import { hasPostgres, providedPostgres } from './postgres/provided-postgres';
import { seedInstances } from './seed-instances';
import { T0 } from './store-builders';

describe.skipIf(!hasPostgres())('a store in PostgreSQL', () => {
  let seeded: TestDatabase;

  beforeAll(async () => {
    const { admin, template } = providedPostgres();
    seeded = await createDatabase(admin, template);
    const store = await openPostgresRuntimeStore({ url: seeded.url, declared: { paths: ['input.amount'] } });
    await seedInstances(store, { count: 40, now: T0, seed: 1 });
    await store.close();
    return () => seeded.drop();
  });

  test('as the runtime writes it is sound', async () => {
    await expectSoundStoreAt({ kind: 'postgres', url: seeded.url });
  });

  test.each([
    ['UPDATE counter SET count = count + 1', '"thing":"counter'],
    ['DELETE FROM history WHERE sequence = 0', 'history'],
    ['UPDATE instance SET inbox_length = inbox_length + 1', 'inbox'],
    [`UPDATE declared_value SET value = 'x'`, 'value at input.amount'],
    ['UPDATE meta SET value = 0', 'revision'],
    [`UPDATE step SET status = 'failed' WHERE status = 'completed'`, 'step'],
  ])('is not after %s', async (damage, message) => {
    const { admin } = providedPostgres();
    const damaged = await createDatabase(admin, seeded.name);
    onTestFinished(() => damaged.drop());
    await execute(damaged.url, damage);
    await expect(expectSoundStoreAt({ kind: 'postgres', url: damaged.url })).rejects.toThrow(message);
  });
});
