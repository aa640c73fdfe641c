import type { LeaseRequest } from '@/lib/store/acquire-lease';
import { openPostgresRuntimeStore } from '@/lib/store/postgres/open-postgres-runtime-store';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import type { StorePlace } from '../store-place';

/** Opens the store for the runtime, whichever database it is; rejects as the one for that database does. */
export function openRuntimeStore(place: StorePlace, lease: LeaseRequest): Promise<RuntimeStore> {
  return place.kind === 'sqlite'
    ? openSqliteRuntimeStore({ ...place, lease, writer: 'thread' })
    : openPostgresRuntimeStore({ ...place, lease });
}
