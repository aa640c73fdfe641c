import { onTestFinished } from 'vitest';
import { openPostgresRuntimeStore } from '@/lib/store/postgres/open-postgres-runtime-store';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import { createDatabase, query } from './databases';
import { providedPostgres } from './provided-postgres';

/** URL of an empty store of this version; it is dropped when the test ends. */
export async function aDatabase(): Promise<string> {
  const { admin, template } = providedPostgres();
  const database = await createDatabase(admin, template);
  onTestFinished(() => database.drop());
  return database.url;
}

/** An empty store of this version, open for writing until the test ends. */
export async function aRuntimeStore(url: string): Promise<RuntimeStore> {
  const store = await openPostgresRuntimeStore({ url });
  onTestFinished(() => store.close());
  return store;
}

/** Cuts the connections of the database whose application name begins so; says how many. */
export async function cutConnections(url: string, beginning: string): Promise<number> {
  const rows = await query(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE '${beginning}%'`,
  );
  return rows.length;
}
