import { describe } from 'vitest';
import { createDatabase, execute } from '@/lib/testing/postgres/databases';
import { PostgresCluster } from '@/lib/testing/postgres/postgres-cluster';
import { hasPostgres, providedPostgres } from '@/lib/testing/postgres/provided-postgres';
import type { LeaseRequest } from '../acquire-lease';
import type { Bounds } from '../bounds';
import type { Declared } from '../declare-paths';
import { describeStore } from '../store.testsuite';
import { SMALL_BOUNDS } from '../testsuite/small-bounds';
import type { StoreUnderTest } from '../testsuite/store-under-test';
import { connect, postgresPlace } from './connect';
import { openPostgresConsoleStore } from './open-postgres-console-store';
import { openPostgresRuntimeStore } from './open-postgres-runtime-store';
import { readLease } from './postgres-lease';

describe.skipIf(!hasPostgres())('PostgreSQL', () => {
  const openFresh = async (bounds?: Bounds): Promise<StoreUnderTest> => {
    const { admin, template } = providedPostgres();
    const database = await createDatabase(admin, template);
    return openStore(database.url, { drop: () => database.drop(), bounds });
  };
  describeStore('PostgreSQL', () => openFresh());
  describeStore('PostgreSQL of which little is read at once', () => openFresh(SMALL_BOUNDS));
});

type Opening = {
  readonly drop: () => Promise<void>;
  readonly lease?: LeaseRequest;
  readonly bounds?: Bounds | undefined;
  readonly declared?: Declared | undefined;
};

async function openStore(url: string, { drop, lease, bounds, declared }: Opening): Promise<StoreUnderTest> {
  const runtime = await openPostgresRuntimeStore({ url, lease, declared });
  const console = await openPostgresConsoleStore({ url, bounds });
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
    openAnotherRuntime: (request) => openPostgresRuntimeStore({ url, lease: request }),
    openAnotherConsole: () => openPostgresConsoleStore({ url, bounds }),
    alter: (sql, how) => execute(url, how === undefined ? sql : `SET session_replication_role = replica; ${sql}`),
    readLease: async () => {
      const client = await connect(postgresPlace(url), { applicationName: 'test', pipeline: false });
      const row = await readLease(client);
      await client.end();
      return row;
    },
    reopen: async (declared) => {
      await shut();
      return openStore(url, { drop, bounds, declared });
    },
    openAfterCrash: async () => {
      const copy = await PostgresCluster.copyOf(providedPostgres().cluster);
      return openStore(copy.url(new URL(url).pathname.slice(1)), {
        drop: () => copy.remove(),
        lease: { isGone: () => true },
      });
    },
  };
}
