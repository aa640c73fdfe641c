import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { cuttingProxy } from '@/lib/testing/postgres/cutting-proxy';
import { findPostgres } from '@/lib/testing/postgres/find-postgres';
import { PostgresCluster } from '@/lib/testing/postgres/postgres-cluster';
import { hasPostgres } from '@/lib/testing/postgres/provided-postgres';
import { aDatabase, aRuntimeStore, cutConnections } from '@/lib/testing/postgres/test-store';
import { anInstanceRecord, aSave, aSaveAfter, aScheduledTask, type Save } from '@/lib/testing/store-builders';
import { openPostgresConsoleStore } from './open-postgres-console-store';
import type { RuntimeStore } from '../runtime-store';

const REF = { appId: 'shop', instanceId: 'order-1' };

describe.skipIf(!hasPostgres())('a PostgreSQL store that loses its connections', () => {
  test('keeps every acknowledged commit once and none that it refused, and works again by itself', async () => {
    const url = await aDatabase();
    const store = await aRuntimeStore(url);
    let cuts = 0;
    const acknowledged = await commitStream(store, async (round) => {
      if (round % 7 === 3) cuts += await cutConnections(url, 'perdure r');
    });
    expect(cuts).toBeGreaterThan(10);
    expect(await eventIds(store)).toEqual(acknowledged);
  });

  test.each(['before the server has it', 'before its answer is back'] as const)(
    'answers truly for a commit that is cut off %s',
    async (where) => {
      const proxy = await cuttingProxy(await aDatabase());
      onTestFinished(() => proxy.close());
      const store = await aRuntimeStore(proxy.url);
      const first = nextSave(undefined, 0);
      await store.commit([[first]]);
      proxy.cutNextCommit(where);
      const second = nextSave(first, 1);
      const [outcome] = await Promise.allSettled([store.commit([[second]])]);
      expect(outcome).toMatchObject(
        where === 'before its answer is back'
          ? { status: 'fulfilled' }
          : { status: 'rejected', reason: { code: 'unavailable' } },
      );
      expect(await eventIds(store)).toEqual(outcome.status === 'fulfilled' ? [0, 1] : [0]);
      await store.commit([[nextSave(outcome.status === 'fulfilled' ? second : first, 2)]]);
      expect((await eventIds(store)).at(-1)).toBe(2);
    },
  );

  test('goes on after a restart of the server', async () => {
    const programs = findPostgres();
    if (programs === undefined) throw new Error('there was one for the other tests');
    const cluster = await PostgresCluster.create(programs);
    onTestFinished(() => cluster.remove());
    const store = await aRuntimeStore(cluster.url('postgres'));
    const acknowledged = await commitStream(store, async (round) => {
      if (round % 50 !== 25) return;
      await cluster.halt();
      await expect(store.nextDueAt()).rejects.toMatchObject({ code: 'unavailable' });
      await cluster.start();
    });
    expect(await eventIds(store)).toEqual(acknowledged);
  });

  test('refuses with the reason while the server is away, and at once when it is closed', async () => {
    const programs = findPostgres();
    if (programs === undefined) throw new Error('there was one for the other tests');
    const cluster = await PostgresCluster.create(programs);
    onTestFinished(() => cluster.remove());
    const store = await aRuntimeStore(cluster.url('postgres'));
    const console = await openPostgresConsoleStore({ url: cluster.url('postgres') });
    onTestFinished(() => console.close());
    await cluster.halt();
    for (const question of [
      () => console.latestRevision(),
      () => console.listInstances(NO_FILTER, { limit: 1 }),
      () => console.getInstance(REF),
    ]) {
      await expect(question()).rejects.toMatchObject({ code: 'unavailable' });
    }
    const commit = () => store.commit([[aSave(anInstanceRecord({ key: 1 }))]]);
    await expect(commit()).rejects.toMatchObject({ code: 'unavailable' });
    await expect(commit()).rejects.toThrow(/cannot be reached|is stopping/);
    await store.close();
    await expect(commit()).rejects.toThrow('is closed');
  });
});

/**
 * Appends one event per commit to one instance, 150 times, while `disturb` runs beside it; says which were acknowledged. A
 * commit that was refused is built anew on what the store has, as the runtime does.
 */
async function commitStream(store: RuntimeStore, disturb: (round: number) => Promise<void>): Promise<number[]> {
  const acknowledged: number[] = [];
  let last: Save | undefined;
  for (let round = 0; round < 150; round += 1) {
    const next = nextSave(last, round);
    const [outcome] = await Promise.allSettled([store.commit([[next]]), disturb(round)]);
    if (outcome.status === 'rejected') {
      expect(outcome.reason).toMatchObject({ code: 'unavailable' });
      continue;
    }
    acknowledged.push(round);
    last = next;
  }
  return acknowledged;
}

function nextSave(last: Save | undefined, round: number): Save {
  const history = { append: [aScheduledTask(round)] };
  if (last === undefined) return aSave(anInstanceRecord({ key: 1 }), { history });
  return aSaveAfter(last, { status: round % 2 === 0 ? 'running' : 'suspended' }, { history });
}

/** What is on disk, read until a connection stands. */
async function eventIds(store: RuntimeStore): Promise<number[]> {
  const stored = await vi.waitFor(() => store.load(REF), { timeout: 10_000 });
  return (stored?.history ?? []).map(({ eventId }) => eventId);
}
