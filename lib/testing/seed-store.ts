import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { seedInstances } from './seed-instances';

/** Creates the SQLite store at `path` and fills it as `seedInstances` says; 0 instances leave it empty. */
export async function seedStore(path: string, options: Parameters<typeof seedInstances>[1]): Promise<void> {
  const store = await openSqliteRuntimeStore({ path });
  try {
    await seedInstances(store, options);
  } finally {
    await store.close();
  }
}
