import Database from 'better-sqlite3';
import { Client } from 'pg';
import type { ConsoleStore } from '@/lib/store/console-store';
import { openPostgresConsoleStore } from '@/lib/store/postgres/open-postgres-console-store';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import type { Roots } from '../measure/meter';
import { explainPlan, planFaults } from './explain-plan';
import { recordQueries, recordStatements, type Recorder, type Statement } from './record-statements';

export const DATABASES = ['SQLite', 'PostgreSQL'] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** A store whose lists are measured, and who tells how its database answers. */
export type ListSubject = {
  readonly database: DatabaseName;
  readonly store: ConsoleStore;
  readonly recorder: Recorder;
  /** Processes of its own, which are not foreign to a measurement. */
  readonly roots: Roots;
  explain(statement: Statement): Promise<readonly string[]>;
  /** Whole scans and sorts of a plan. */
  faultsOf(plan: readonly string[]): readonly string[];
  close(): Promise<void>;
};

/** The store file at `path`, which nobody else has open. */
export async function openSqliteSubject(path: string): Promise<ListSubject> {
  const recorder = recordStatements();
  const store = await openSqliteConsoleStore({ path });
  const db = new Database(path, { readonly: true });
  return {
    database: 'SQLite',
    store,
    recorder,
    roots: {},
    explain: async ({ sql }) => explainPlan(db, sql),
    faultsOf: planFaults,
    async close() {
      recorder.stop();
      db.close();
      await store.close();
    },
  };
}

/** The database at `url`, of the server with the process id `pid`. */
export async function openPostgresSubject(url: string, pid: number): Promise<ListSubject> {
  const client = new Client({ connectionString: url });
  await client.connect();
  // As a store that has been in use for a while.
  await client.query('VACUUM ANALYZE');
  const recorder = recordQueries();
  const store = await openPostgresConsoleStore({ url });
  return {
    database: 'PostgreSQL',
    store,
    recorder,
    roots: { postgres: pid },
    async explain({ sql, values }) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (COSTS OFF) ${sql}`, [...values]);
      return rows.map((row) => row['QUERY PLAN']);
    },
    faultsOf: (plan) => [
      ...new Set(plan.map((line) => line.trim()).filter((line) => /^(->)?\s*Seq Scan on instance/.test(line))),
    ],
    async close() {
      recorder.stop();
      await store.close();
      await client.end();
    },
  };
}
