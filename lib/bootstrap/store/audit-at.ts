import type { AuditFilter } from '@/lib/domain/audit';
import type { AuditHead, AuditPage } from '@/lib/store/audit-log';
import type { ConsoleStore } from '@/lib/store/console-store';
import type { ChainFault } from '@/lib/store/audit-chain';
import { openPostgresConsoleStore } from '@/lib/store/postgres/open-postgres-console-store';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { type AuditVerified, verifyAudit } from '@/lib/store/verify-audit';
import type { StorePlace } from '../store-place';

export type AuditFault = ChainFault;
export type AuditMark = AuditHead;
export type { AuditVerified };

/** Does something with the store at a place, whether or not a runtime has it. Rejects with `unavailable` when there is none. */
async function withConsoleStore<T>(place: StorePlace, work: (store: ConsoleStore) => Promise<T>): Promise<T> {
  const store = await (place.kind === 'sqlite' ? openSqliteConsoleStore(place) : openPostgresConsoleStore(place));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Checks the audit log of the store at a place, and hands over each place at which it is not as it was written. */
export function verifyAuditAt(
  place: StorePlace,
  report: (fault: AuditFault) => void,
  known?: AuditMark,
): Promise<AuditVerified> {
  return withConsoleStore(place, (store) => verifyAudit(store, report, known));
}

/** The newest entries of the audit log of the store at a place. */
export function listAuditAt(place: StorePlace, filter: AuditFilter, limit: number): Promise<AuditPage> {
  return withConsoleStore(place, (store) => store.listAudit(filter, { limit }));
}
