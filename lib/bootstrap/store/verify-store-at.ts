import type { Difference } from '@/lib/verify/difference';
import { verifyStore, type Verified } from '@/lib/verify/verify-store';
import type { StorePlace } from '../store-place';
import { verifyAuditAt } from './audit-at';
import { openStoreAdmin } from './open-store-admin';

export type StoreDifference = Difference;
export type StoreVerified = Verified & { readonly auditRows: number };

/**
 * Checks the store at a place, its audit log too, whether or not a runtime has it, and hands each difference to `report`. Rejects with
 * `unavailable` when there is no store of this version.
 */
export async function verifyStoreAt(
  place: StorePlace,
  report: (difference: Difference) => void,
): Promise<StoreVerified> {
  const snapshot = await openStoreAdmin(place).openSnapshot();
  try {
    const verified = await verifyStore(snapshot, report);
    const audit = await verifyAuditAt(place, ({ seq, what }) =>
      report({ thing: 'audit log', what: `row ${seq}`, stored: what, expected: 'as it was written' }),
    );
    return { ...verified, auditRows: audit.rows, differences: verified.differences + audit.faults };
  } finally {
    await snapshot.close();
  }
}
