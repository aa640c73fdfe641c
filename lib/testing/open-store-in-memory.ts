import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import type { RuntimeStore } from '@/lib/store/runtime-store';

/** A store that is gone when it is closed. */
export function openStoreInMemory(): Promise<RuntimeStore> {
  return openSqliteRuntimeStore({ path: ':memory:' });
}
