import type { Difference } from '@/lib/verify/difference';
import { verifyStore, type Verified } from '@/lib/verify/verify-store';
import type { StorePlace } from '../store-place';
import { openStoreAdmin } from './open-store-admin';

export type StoreDifference = Difference;
export type StoreVerified = Verified;

/**
 * Checks the store at a place, whether or not a runtime has it, and hands each difference to `report`. Rejects with
 * `unavailable` when there is no store of this version.
 */
export async function verifyStoreAt(place: StorePlace, report: (difference: Difference) => void): Promise<Verified> {
  const snapshot = await openStoreAdmin(place).openSnapshot();
  try {
    return await verifyStore(snapshot, report);
  } finally {
    await snapshot.close();
  }
}
