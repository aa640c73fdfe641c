import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { AppError } from '@/lib/domain/app-error';
import type { ConsoleStore } from '../console-store';
import { PrismaClient } from '../prisma/generated/postgres/client';
import type { PrismaClient as SqlitePrismaClient } from '../prisma/generated/sqlite/client';
import { PrismaConsoleStore } from '../prisma/prisma-console-store';
import { connect, postgresPlace, type PostgresPlace } from './connect';
import { createListener } from './listener';
import { appliedMigrations } from './migrate-database';
import { NEWEST_MIGRATION } from './newest-migration';
import { postgresDialect } from './postgres-dialect';
import { fromPostgresError } from './postgres-error';
import { fromPrismaError } from './prisma-error';
import { TextClient } from './text-client';

const CONNECTIONS = 6;

/**
 * Opens the database at `url` for reading, beside the runtime that writes it. Rejects with `unavailable` when it cannot be
 * reached, or has no tables of this version yet (start the runtime, then try again), `precondition` when a newer Perdure
 * wrote it.
 */
export async function openPostgresConsoleStore(options: { readonly url: string }): Promise<ConsoleStore> {
  const place = postgresPlace(options.url);
  const schema = await checkSchema(place);
  const pool = new Pool({
    connectionString: place.url,
    Client: TextClient,
    application_name: 'perdure console',
    max: CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  pool.on('error', () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { schema, disposeExternalPool: true }) });
  await prisma.$connect();
  return new PrismaConsoleStore({
    prisma: asShared(prisma),
    dialect: postgresDialect,
    changes: createListener(place),
    explain: (error) => fromPrismaError(error, place.name),
  });
}

/** The clients of both databases are generated from the same models, and are called in ways that both of them know. */
function asShared(prisma: PrismaClient): SqlitePrismaClient {
  return prisma as unknown as SqlitePrismaClient;
}

/** The schema that holds the tables; refuses a database without those of this version. */
async function checkSchema(place: PostgresPlace): Promise<string> {
  const client = await connect(place, { applicationName: 'perdure console', pipeline: false });
  try {
    const names = (await appliedMigrations(client)).filter(({ finished }) => finished).map(({ name }) => name);
    const newer = names.find((name) => name > NEWEST_MIGRATION);
    if (newer !== undefined) {
      throw new AppError(
        'precondition',
        `The store ${place.name} was written by a newer Perdure (migration ${newer}).`,
        {
          hint: 'Start the newer version, or point this one at another store.',
        },
      );
    }
    if (!names.includes(NEWEST_MIGRATION)) {
      throw new AppError('unavailable', `The store ${place.name} does not have this version's tables yet.`, {
        hint: 'Start the runtime, which creates and migrates the store.',
      });
    }
    const { rows } = await client.query<{ schema: string }>('SELECT current_schema() AS schema');
    return rows[0]?.schema ?? 'public';
  } catch (error) {
    throw fromPostgresError(error, place.name);
  } finally {
    await client.end();
  }
}
