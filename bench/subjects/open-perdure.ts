import { join } from 'node:path';
import { startRuntime, type RuntimeOptions } from '../processes';
import { startApp } from './app-process';
import { checkpoint } from './checkpoint';
import { startPostgres } from './postgres-cluster';
import type { Subject } from './subject';

/** Our runtime on SQLite as it is by default, and an app on the stock SDK. */
export async function openPerdure(options: RuntimeOptions = {}): Promise<Subject> {
  const runtime = await startRuntime(options);
  const app = await startApp(['apps', 'dapr-app.ts'], { DAPR_GRPC_PORT: String(runtime.port) });
  return {
    name: 'perdure',
    durability: 'SQLite WAL, synchronous=FULL, shared commits',
    versions: app.versions,
    roots: { app: app.pid, server: runtime.pid },
    folders: [runtime.folder],
    run: app.run,
    settle: async () => checkpoint(join(runtime.folder, 'perdure.db')),
    async stop() {
      await app.stop();
      await runtime.stop();
    },
  };
}

/** Our runtime on a PostgreSQL server that is there for this only. */
export async function openPerdureOnPostgres(): Promise<Subject> {
  const postgres = await startPostgres();
  try {
    const runtime = await startRuntime({ databaseUrl: postgres.url });
    const app = await startApp(['apps', 'dapr-app.ts'], { DAPR_GRPC_PORT: String(runtime.port) });
    return {
      name: 'perdure-postgres',
      durability: 'PostgreSQL, fsync and synchronous_commit on, shared commits',
      versions: { ...app.versions, postgres: postgres.version },
      roots: { app: app.pid, server: runtime.pid, postgres: postgres.pid },
      folders: [postgres.tables],
      run: app.run,
      settle: () => postgres.checkpoint(),
      async stop() {
        await app.stop();
        await runtime.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
