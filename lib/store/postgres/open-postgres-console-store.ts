import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import type { ConsoleStore } from '../console-store';
import { POSTGRES_BOUNDS, type Bounds } from '../bounds';
import { IdSample } from '../prisma/id-sample';
import { PrismaClient } from '../prisma/generated/postgres/client';
import type { PrismaClient as SqlitePrismaClient } from '../prisma/generated/sqlite/client';
import { PrismaConsoleStore } from '../prisma/prisma-console-store';
import { appendAudit } from './append-audit';
import { checkSchema } from './check-schema';
import { connect, postgresPlace, type PostgresPlace } from './connect';
import { createListener } from './listener';
import { postgresDialect } from './postgres-dialect';
import { fromPostgresError } from './postgres-error';
import { fromPrismaError } from './prisma-error';
import { runAtomically } from './run-atomically';
import { TextClient } from './text-client';

const CONNECTIONS = 6;

export type ConsoleOptions = { readonly url: string; readonly bounds?: Bounds | undefined };

/**
 * Opens the database at `url` for reading, beside the runtime that writes it. Rejects with `unavailable` when it cannot be
 * reached, or has no tables of this version yet (start the runtime, then try again), `precondition` when a newer Perdure
 * wrote it.
 */
export async function openPostgresConsoleStore(options: ConsoleOptions): Promise<ConsoleStore> {
  const { url, bounds = POSTGRES_BOUNDS } = options;
  const place = postgresPlace(url);
  const schema = await schemaOf(place);
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
    write: (work) => work(asShared(prisma)),
    atomically: (statements) => runAtomically(asShared(prisma), statements),
    appendAudit: (...row) => appendAudit(prisma, ...row),
    dialect: postgresDialect,
    bounds,
    sample: new IdSample(),
    changes: createListener(place),
    explain: (error) => fromPrismaError(error, place.name),
  });
}

/** The clients of both databases are generated from the same models, and are called in ways that both of them know. */
function asShared(prisma: PrismaClient): SqlitePrismaClient {
  return prisma as unknown as SqlitePrismaClient;
}

async function schemaOf(place: PostgresPlace): Promise<string> {
  const client = await connect(place, { applicationName: 'perdure console', pipeline: false });
  try {
    return await checkSchema(client, place.name);
  } catch (error) {
    throw fromPostgresError(error, place.name);
  } finally {
    await client.end();
  }
}
