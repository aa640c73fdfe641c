import { describe } from 'vitest';
import { createDatabase } from '@/lib/testing/postgres/databases';
import { PostgresCluster } from '@/lib/testing/postgres/postgres-cluster';
import { hasPostgres, providedPostgres } from '@/lib/testing/postgres/provided-postgres';
import { describeStore } from '../store.testsuite';
import type { StoreUnderTest } from '../testsuite/store-under-test';
import { openPostgresConsoleStore } from './open-postgres-console-store';
import { openPostgresRuntimeStore } from './open-postgres-runtime-store';

describe.skipIf(!hasPostgres())('PostgreSQL', () => {
  describeStore(
    'PostgreSQL',
    async () => {
      const { admin, template } = providedPostgres();
      const database = await createDatabase(admin, template);
      return openStore(database.url, () => database.drop());
    },
    'lock',
  );
});

async function openStore(url: string, drop: () => Promise<void>): Promise<StoreUnderTest> {
  const runtime = await openPostgresRuntimeStore({ url });
  const console = await openPostgresConsoleStore({ url });
  const shut = async () => {
    await console.close();
    await runtime.close();
  };
  return {
    runtime,
    console,
    close: async () => {
      await shut();
      await drop();
    },
    openAnotherRuntime: () => openPostgresRuntimeStore({ url }),
    readLease: () => Promise.reject(new Error('a store in PostgreSQL is held by a lock of the server')),
    reopen: async () => {
      await shut();
      return openStore(url, drop);
    },
    openAfterCrash: async () => {
      const copy = await PostgresCluster.copyOf(providedPostgres().cluster);
      return openStore(copy.url(new URL(url).pathname.slice(1)), () => copy.remove());
    },
  };
}
