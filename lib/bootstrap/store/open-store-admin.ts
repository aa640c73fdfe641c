import type { StoreAdmin } from '@/lib/store/store-admin';
import { SqliteAdmin } from '@/lib/store/sqlite/sqlite-admin';
import { PERDURE_VERSION } from '../version';

export type StoreStatus = Awaited<ReturnType<StoreAdmin['status']>>;

/** The store at `path`, for those who work on it as a whole. `onWait` is told when a holder of it may be gone. */
export function openStoreAdmin(path: string, onWait: (longestMs: number) => void = () => undefined): StoreAdmin {
  return new SqliteAdmin(path, {
    holder: { role: 'perdure db migrate', version: PERDURE_VERSION },
    onWait: (_, longestMs) => onWait(longestMs),
  });
}
