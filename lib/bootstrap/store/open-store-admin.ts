import type { StoreAdmin } from '@/lib/store/store-admin';
import { PostgresAdmin } from '@/lib/store/postgres/postgres-admin';
import { SqliteAdmin } from '@/lib/store/sqlite/sqlite-admin';
import type { StorePlace } from '../store-place';
import { PERDURE_VERSION } from '../version';

export type StoreStatus = Awaited<ReturnType<StoreAdmin['status']>>;

/** The store at a place, for those who work on it as a whole. `onWait` is told when a holder of it may be gone. */
export function openStoreAdmin(place: StorePlace, onWait: (longestMs: number) => void = () => undefined): StoreAdmin {
  const lease = {
    holder: { role: 'perdure db migrate', version: PERDURE_VERSION },
    onWait: (_: unknown, longestMs: number) => onWait(longestMs),
  };
  return place.kind === 'sqlite' ? new SqliteAdmin(place.path, lease) : new PostgresAdmin(place.url, lease);
}
