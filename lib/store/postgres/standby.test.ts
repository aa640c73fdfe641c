import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { query } from '@/lib/testing/postgres/databases';
import { hasPostgres } from '@/lib/testing/postgres/provided-postgres';
import { ReplicatedPair } from '@/lib/testing/postgres/replicated-pair';
import { Switchboard } from '@/lib/testing/postgres/switchboard';
import { aRuntimeStore } from '@/lib/testing/postgres/test-store';
import { anInstanceRecord, aSave } from '@/lib/testing/store-builders';
import { openPostgresRuntimeStore } from './open-postgres-runtime-store';

const saves = [1, 2].map((key) => aSave(anInstanceRecord({ key })));
const PATIENCE = { timeout: 20_000 };

describe.skipIf(!hasPostgres())('a PostgreSQL store with a synchronous standby', () => {
  test('answers no commit before the standby has it, whatever becomes of its connection', async () => {
    const { pair, url } = await aPair();
    const store = await aRuntimeStore(url);
    await pair.standby.halt();
    let isAnswered = false;
    const commit = store.commit([saves.slice(0, 1)]).finally(() => (isAnswered = true));
    const first = await vi.waitFor(() => waitingWriter(url), PATIENCE);
    await pair.endConnections(pair.primary);
    await vi.waitFor(async () => expect(await waitingWriter(url)).not.toBe(first), PATIENCE);
    expect(isAnswered).toBe(false);
    await pair.standby.start();
    await commit;
    await pair.primary.crash();
    await pair.promote();
    expect(await query(pair.url(pair.standby), 'SELECT instance_id FROM instance')).toEqual([
      { instance_id: 'order-1' },
    ]);
  });

  test('reads and writes nothing through a standby that lags behind, and goes on once it is the primary', async () => {
    const { pair, switchboard, url } = await aPair();
    const store = await aRuntimeStore(url);
    await query(pair.url(pair.standby), 'SELECT pg_wal_replay_pause()');
    await store.commit([saves.slice(0, 1)]);
    switchboard.block();
    await pair.primary.crash();
    switchboard.lead(pair.standby.port);
    await expect(store.commit([saves.slice(1)])).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.listIds('shop', undefined, 9)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(openPostgresRuntimeStore({ url })).rejects.toThrow('its server is a standby');
    await pair.promote();
    await vi.waitFor(() => store.commit([saves.slice(1)]), PATIENCE);
    expect(await vi.waitFor(() => store.listIds('shop', undefined, 9), PATIENCE)).toEqual(['order-1', 'order-2']);
  });
});

/** A pair of servers, and an address that leads to the primary; all is gone when the test ends. */
async function aPair(): Promise<{ pair: ReplicatedPair; switchboard: Switchboard; url: string }> {
  const pair = await ReplicatedPair.start();
  onTestFinished(() => pair.remove());
  const switchboard = await Switchboard.open(pair.primary.port);
  onTestFinished(() => switchboard.close());
  return { pair, switchboard, url: pair.url(switchboard) };
}

/** The process of the server that writes for the runtime and waits for the standby; throws when there is none. */
async function waitingWriter(url: string): Promise<number> {
  const rows = await query<{ pid: number }>(
    url,
    `SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'perdure runtime%' AND wait_event = 'SyncRep'`,
  );
  const [writer] = rows;
  if (writer === undefined) throw new Error('no writer waits for the standby');
  return writer.pid;
}
