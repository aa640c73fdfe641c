import { afterAll, beforeAll, expect, test } from 'vitest';
import { execute, query } from '@/lib/testing/postgres/databases';
import { findPostgres } from '@/lib/testing/postgres/find-postgres';
import { PostgresCluster } from '@/lib/testing/postgres/postgres-cluster';
import { Switchboard } from '@/lib/testing/postgres/switchboard';
import { flagsOf, portsOf, readComposeFile } from './fixtures/compose-service';
import { hashOf, liveOnOneStore } from './fixtures/life-of-a-store';
import { podmanEnds } from './fixtures/podman';

const PASSWORD = 'correct horse';
const DATABASE_PASSWORD = 'c0ffee00c0ffee00';
/** Where the name of the database's container leads to. */
const DATABASE_ADDRESS = '127.0.0.2';

let cluster: PostgresCluster;
let door: Switchboard;

beforeAll(async () => {
  const programs = findPostgres();
  if (programs === undefined) throw new Error('there is no PostgreSQL: set PERDURE_POSTGRES to the folder of initdb');
  cluster = await PostgresCluster.create(programs);
  door = await Switchboard.open(cluster.port, { host: DATABASE_ADDRESS, port: 5432 });
});

afterAll(async () => {
  await door.close();
  await cluster.remove();
  await podmanEnds(['volume', 'rm', '--force', 'data']);
});

test('the service of the Compose file, on a PostgreSQL that is set up as the other one says', async () => {
  const given = { PERDURE_DATABASE_PASSWORD: DATABASE_PASSWORD, PERDURE_ADMIN_HASH: await hashOf(PASSWORD) };
  const file = readComposeFile(given);
  const { POSTGRES_DB, POSTGRES_USER, POSTGRES_PASSWORD } = file.services.postgres.environment;
  await execute(cluster.url('postgres'), `CREATE ROLE ${POSTGRES_USER} LOGIN PASSWORD '${POSTGRES_PASSWORD}'`);
  await execute(cluster.url('postgres'), `CREATE DATABASE ${POSTGRES_DB} OWNER ${POSTGRES_USER}`);
  expect(portsOf(file)).toEqual([3000, 50_001, 3500]);
  const flags = [...flagsOf(file), '--add-host', `postgres:${DATABASE_ADDRESS}`];
  await liveOnOneStore({ flags, password: PASSWORD });
  const [rows] = await query<{ readonly n: number }>(
    cluster.url(POSTGRES_DB),
    'SELECT count(*)::int AS n FROM instance',
  );
  expect(rows).toEqual({ n: 2 });
});

test('it asks for the variables that it needs', () => {
  expect(() => readComposeFile({})).toThrow(/PERDURE_DATABASE_PASSWORD is missing a value: choose one/);
  expect(() => readComposeFile({ PERDURE_DATABASE_PASSWORD: 'x' })).toThrow(/PERDURE_ADMIN_HASH is missing a value/);
});
