import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { T0 } from './store-builders';

/** Writes into the audit log of the SQLite store at `path` that ada purged some instances of app shop: two rows for each. */
export async function writeAuditRows(path: string, instanceIds: readonly string[]): Promise<void> {
  const store = await openSqliteConsoleStore({ path });
  const of = { at: T0, appId: 'shop', actor: { kind: 'user', name: 'ada', role: 'operator' } } as const;
  for (const instanceId of instanceIds) {
    const entry = { ...of, instanceId, action: 'instance.purge' } as const;
    const decided = await store.appendAudit({ ...entry, phase: 'decision', outcome: 'allowed', reason: 'old' });
    await store.appendAudit({ ...entry, phase: 'outcome', decided, outcome: 'done', tookMs: 3 });
  }
  await store.close();
}
