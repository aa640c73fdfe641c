import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { slotOf } from '@/lib/domain/duration-slots';
import { anInstanceRecord, aSave, aStep, T0 } from '@/lib/testing/store-builders';
import { readMigrations, type Migration } from '../migrate';
import { verifyAudit } from '../verify-audit';
import type { StoreUnderTest } from './store-under-test';

export type StoredState = { readonly migrations: readonly Migration[]; readonly rows: string };
export type UpgradedStore = Pick<StoreUnderTest, 'runtime' | 'console' | 'close'>;

export type Upgrades = {
  /** `<name>/migration.sql` for each migration. */
  readonly migrations: string;
  /** `<name>.sql` for each migration: rows of a store that had this migration and none after it. */
  readonly stored: string;
  /** Makes a store of that state and opens it with this version. */
  open(state: StoredState): Promise<UpgradedStore>;
};

const REF = { appId: 'shop', instanceId: 'order-1' };

/** A store of any state that was ever released is opened, migrated and complete. */
export function describeUpgrades(database: string, { migrations, stored, open }: Upgrades): void {
  const all = readMigrations(migrations);

  describe(`a stored ${database} store of an earlier version`, () => {
    test('is kept for every migration', () => {
      expect(readdirSync(stored).sort()).toEqual(all.map(({ name }) => `${name}.sql`));
    });

    test.each(all.map(({ name }, index) => ({ name, until: index + 1 })))(
      'of migration $name holds what it held, and goes on',
      async ({ name, until }) => {
        const rows = readFileSync(join(stored, `${name}.sql`), 'utf8');
        const { runtime, console, close } = await open({ migrations: all.slice(0, until), rows });
        try {
          expect(await runtime.load(REF)).toMatchObject({
            record: { key: 1, status: 'running', tags: { region: 'eu' }, startedAt: 1_767_225_600_001.5 },
            payload: { input: '{"sku":"ä"}', output: undefined, customStatus: '' },
            history: [
              { kind: 'task-scheduled', input: '' },
              { kind: 'task-completed', result: 'ok' },
            ],
            inbox: [{ seq: 1, event: { kind: 'event-raised', name: 'Approval', input: 'yes' } }],
            steps: [aStep({ name: 'Charge' })],
          });
          expect((await console.getRelated(REF)).children).toMatchObject([{ status: 'failed', lastError: 'no stock' }]);
          expect(await console.changesSince(2, 9)).toMatchObject({ revision: 4, purged: [{ instanceId: 'order-3' }] });
          expect((await console.countInstances(NO_FILTER)).byStatus).toMatchObject({
            running: { count: 1 },
            failed: { count: 1 },
          });
          expect(await runtime.nextDueAt()).toBe(1_767_225_660_000.25);
          for (const length of [60_000, 3_600_000]) {
            const window = { from: T0, before: T0 + length, step: length };
            expect(await console.readTrends(window)).toEqual([
              { step: T0, measure: 'failed', slot: slotOf(97), count: 1 },
              { step: T0, measure: 'started', slot: 0, count: 2 },
            ]);
          }

          const audit = await verifyAudit(console, ({ what }) => expect(what).toBe(''));
          expect(audit.rows).toBe(name < '0010' ? 0 : 2);
          const key = runtime.allocateKey();
          expect(key).toBe(4);
          await runtime.commit([[aSave(anInstanceRecord({ key }))]]);
          expect(await console.latestRevision()).toBe(5);
        } finally {
          await close();
        }
      },
    );
  });
}
