import { describe, expect, onTestFinished, test } from 'vitest';
import { execute } from '@/lib/testing/postgres/databases';
import { hasPostgres } from '@/lib/testing/postgres/provided-postgres';
import { aDatabase, aRuntimeStore, cutConnections } from '@/lib/testing/postgres/test-store';
import { anInstanceRecord, aSave } from '@/lib/testing/store-builders';
import { connect, postgresPlace, type PostgresPlace } from './connect';
import { acquireHoldLock, backendOf } from './hold-lock';

describe.skipIf(!hasPostgres())('the one connection that writes under a hold', () => {
  test('ends an earlier connection of its own that the server still holds for alive, and no other', async () => {
    const place = postgresPlace(await aDatabase());
    const first = await aConnection(place);
    await acquireHoldLock(first, 'hold-1', undefined);
    const backend = await backendOf(first);
    const second = await aConnection(place);
    const other = { ...backend, startedAt: '2000-01-01 00:00:00+00' };
    await expect(acquireHoldLock(second, 'hold-1', other)).rejects.toMatchObject({ code: '55P03' });
    await acquireHoldLock(second, 'hold-2', undefined);
    await acquireHoldLock(second, 'hold-1', backend);
    await expect(first.query('SELECT 1')).rejects.toThrow();
  });

  test('refuses to go on when somebody else has written while it was away', async () => {
    const url = await aDatabase();
    const store = await aRuntimeStore(url);
    await store.commit([[aSave(anInstanceRecord({ key: 1 }))]]);
    await execute(url, `UPDATE meta SET value = value + 1 WHERE name = 'revision'`);
    await cutConnections(url, 'perdure runtime');
    const commit = () => store.commit([[aSave(anInstanceRecord({ key: 2 }))]]);
    const outcomes = await Promise.allSettled([commit(), commit(), commit()]);
    expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } });
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([]);
  });
});

async function aConnection(place: PostgresPlace) {
  const client = await connect(place, { applicationName: 'perdure runtime', pipeline: false });
  onTestFinished(() => client.end());
  return client;
}
