import type { LeaseRequest } from '@/lib/store/acquire-lease';
import type { Declared } from '@/lib/store/declare-paths';
import { openPostgresRuntimeStore } from '@/lib/store/postgres/open-postgres-runtime-store';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { refuseMirror } from '../mirror-mark';
import type { StorePlace } from '../store-place';

export type RuntimeStoreWishes = {
  readonly lease: LeaseRequest;
  /** Told of what went wrong beside a commit and is tried again. */
  readonly onTrouble: (error: unknown) => void;
  readonly declared: Declared;
};

/**
 * Opens the store for the runtime, whichever database it is; rejects as the one for that database does, and with
 * `conflict` when it holds a mirror of a Dapr cluster.
 */
export async function openRuntimeStore(place: StorePlace, wishes: RuntimeStoreWishes): Promise<RuntimeStore> {
  refuseMirror(place);
  return place.kind === 'sqlite'
    ? openSqliteRuntimeStore({ ...place, ...wishes, writer: 'nearest' })
    : openPostgresRuntimeStore({ ...place, ...wishes });
}
