import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createDatabase, execute, query } from '@/lib/testing/postgres/databases';
import { hasPostgres, providedPostgres } from '@/lib/testing/postgres/provided-postgres';
import { aDatabase, aRuntimeStore, cutConnections } from '@/lib/testing/postgres/test-store';
import { anInstanceRecord, aSave, aSaveAfter } from '@/lib/testing/store-builders';
import type { LeaseLost } from '../lease';
import { readMigrations } from '../migrate';
import { ask } from './ask';
import { connect, postgresPlace } from './connect';
import { leaseLink } from './hold-and-migrate';
import { migrateDatabase } from './migrate-database';
import { openPostgresRuntimeStore } from './open-postgres-runtime-store';
import { fenceStatement, PostgresLease } from './postgres-lease';

const save = aSave(anInstanceRecord({ key: 1 }));
const HOLD = `UPDATE lease SET epoch = epoch + 1, holder_id = 'other', holder = '{"id":"other","role":"other","host":"h",
  "pid":1,"place":"p","version":"","since":0,"leaseMs":10000}'`;

describe.skipIf(!hasPostgres())('the lease of a PostgreSQL store', () => {
  test('is taken after a commit that is under way, and not in the middle of it', async () => {
    const url = await aDatabase();
    const place = postgresPlace(url);
    const link = leaseLink(place, 'test');
    onTestFinished(() => link.close());
    const lease = new PostgresLease(link, place.name);
    await execute(url, HOLD);
    const seen = await lease.read();
    const writer = await connect(place, { applicationName: 'test writer', pipeline: false });
    onTestFinished(() => writer.end());
    await writer.query('BEGIN');
    await ask(writer, fenceStatement({ epoch: seen.epoch, id: 'other', beatAt: undefined }));
    const order: string[] = [];
    const taken = lease.take(seen, { ...aHolder, id: 'next' }).then((isTaken) => {
      order.push('taken');
      return isTaken;
    });
    await vi.waitFor(async () => {
      expect(
        await query(
          url,
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE lease%'`,
        ),
      ).toHaveLength(1);
    });
    await writer.query(`UPDATE meta SET value = 7 WHERE name = 'revision'`);
    order.push('written');
    await writer.query('COMMIT');
    expect(await taken).toBe(true);
    expect(order).toEqual(['written', 'taken']);
  });

  test('of two that start on an empty database at once one gets it, and the other is told so', async () => {
    const { url, drop } = await createDatabase(providedPostgres().admin);
    onTestFinished(drop);
    const lease = { holder: { leaseMs: 1_000 } };
    const both = await Promise.allSettled([1, 2].map(() => openPostgresRuntimeStore({ url, lease })));
    for (const one of both) if (one.status === 'fulfilled') await one.value.close();
    expect(
      both.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'holds')).toSorted(),
    ).toEqual(['conflict', 'holds']);
  });

  test('is made and held in a store from before there were leases', async () => {
    const { url, drop } = await createDatabase(providedPostgres().admin);
    onTestFinished(drop);
    const old = await connect(postgresPlace(url), { applicationName: 'old', pipeline: false });
    await migrateDatabase(old, readMigrations('prisma/postgres/migrations').slice(0, 1), 'old');
    await old.end();
    const store = await aRuntimeStore(url);
    await store.commit([[save]]);
    expect(await query(url, 'SELECT epoch FROM lease WHERE holder_id IS NOT NULL')).toEqual([{ epoch: '1' }]);
  });

  test('is kept by a runtime that loses its connections', async () => {
    const url = await aDatabase();
    const store = await aRuntimeStore(url);
    await store.commit([[save]]);
    const before = await query(url, 'SELECT epoch, holder_id FROM lease');
    expect(await cutConnections(url, 'perdure r')).toBe(2);
    await vi.waitFor(() => store.commit([[aSaveAfter(save, { status: 'suspended' })]]), { timeout: 10_000 });
    expect(await query(url, 'SELECT epoch, holder_id FROM lease')).toEqual(before);
  });

  test('that another took while the connections were lost is found lost by the next commit', async () => {
    const url = await aDatabase();
    const lost: LeaseLost[] = [];
    const store = await openPostgresRuntimeStore({ url, lease: { onLost: (error) => void lost.push(error) } });
    onTestFinished(() => store.close());
    await store.commit([[save]]);
    await execute(url, HOLD);
    await cutConnections(url, 'perdure r');
    const refusal = await vi.waitFor(
      async () => {
        const error = await store
          .commit([[aSaveAfter(save, { status: 'suspended' })]])
          .catch((cause: unknown) => cause);
        expect(error).toMatchObject({ name: 'LeaseLost' });
        return error;
      },
      { timeout: 10_000 },
    );
    expect(lost).toEqual([refusal]);
    await store.close();
    expect(await query(url, 'SELECT holder_id FROM lease')).toEqual([{ holder_id: 'other' }]);
  });
});

const aHolder = { role: 'test', host: 'h', pid: 1, place: 'p', version: '', since: 0, leaseMs: 1_000 };
