import type { TestProject } from 'vitest/node';
import { openPostgresRuntimeStore } from '@/lib/store/postgres/open-postgres-runtime-store';
import { createDatabase } from './databases';
import { findPostgres } from './find-postgres';
import { PostgresCluster, type ClusterPlace } from './postgres-cluster';

/** What tests are given of the server that this run has started. */
export type ProvidedPostgres = {
  readonly cluster: ClusterPlace;
  /** URL of the maintenance database, as the superuser. */
  readonly admin: string;
  /** Name of a database with the tables of this version and nothing in them. */
  readonly template: string;
};

declare module 'vitest' {
  // Declarations of a module can only be merged as interfaces.
  interface ProvidedContext {
    postgres: ProvidedPostgres | undefined;
  }
}

/** Starts one PostgreSQL server for the run and stops it after. `PERDURE_POSTGRES=none` leaves its tests out. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const programs = findPostgres();
  if (programs === undefined) {
    project.provide('postgres', undefined);
    if (process.env['PERDURE_POSTGRES'] === 'none') return () => Promise.resolve();
    throw new Error('There is no PostgreSQL for the tests: see "node scripts/provide-postgres.js".');
  }
  const cluster = await PostgresCluster.create(programs);
  try {
    const admin = cluster.url('postgres');
    const template = await createDatabase(admin);
    await (await openPostgresRuntimeStore({ url: template.url })).close();
    project.provide('postgres', { cluster: cluster.place, admin, template: template.name });
  } catch (error) {
    await cluster.remove();
    throw error;
  }
  return () => cluster.remove();
}
