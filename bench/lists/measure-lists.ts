import Database from 'better-sqlite3';
import type { ConsoleStore } from '@/lib/store/console-store';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { MOST_FOREIGN_CORES, startMeter } from '../measure/meter';
import type { Quantiles } from '../measure/quantiles';
import { explainPlan, planFaults } from './explain-plan';
import { listPairs, type ListPair } from './list-pairs';
import { recordStatements, type StatementRecorder } from './record-statements';
import { readStoreFacts } from './store-facts';
import { timeCalls, type Patience } from './time-calls';
import { PAGE, walkFar } from './walk-pages';

/** One list on one store, as a console's server sees it: times are of the calls of ConsoleStore, in milliseconds. */
export type ListRow = {
  readonly instances: number;
  readonly pair: string;
  readonly matches: number;
  /** Whether there are no more than these. */
  readonly isCounted: boolean;
  readonly hasText: boolean;
  readonly firstPage: Quantiles;
  readonly farPage: Quantiles;
  /** Pages before the far one: 1,000, or fewer when there are no more. */
  readonly pagesBefore: number;
  readonly counts: Quantiles;
  /** Whole scans and sorts that the plans have. */
  readonly faults: readonly string[];
  readonly isLoaded: boolean;
};

export type Plan = { readonly pair: string; readonly sql: string; readonly plan: readonly string[] };

const PATIENCE: Patience = { least: 3, most: 60, longestMs: 1_500 };
const LONGEST_WALK = 10_000;

export type ListPlan = {
  readonly path: string;
  /** How many the store holds. */
  readonly instances: number;
  /** How often a pair is measured again that was measured on a loaded machine. */
  readonly extraTries: number;
  readonly onRow: (row: ListRow) => void;
};

/** Measures all pairs on the store at `path`, which nobody else has open. */
export async function measureLists({
  path,
  instances,
  extraTries,
  onRow,
}: ListPlan): Promise<{ readonly rows: readonly ListRow[]; readonly plans: readonly Plan[] }> {
  const pairs = listPairs(readStoreFacts(path));
  const recorder = recordStatements();
  const store = await openSqliteConsoleStore({ path });
  const db = new Database(path, { readonly: true });
  const [rows, plans]: [ListRow[], Plan[]] = [[], []];
  try {
    for (const pair of pairs) {
      let measured = await measurePair(store, pair, recorder);
      for (let tries = 0; tries < extraTries && measured.row.isLoaded; tries += 1) {
        measured = await measurePair(store, pair, recorder);
      }
      const explained = measured.statements.map((sql) => ({ pair: pair.name, sql, plan: explainPlan(db, sql) }));
      plans.push(...explained);
      // No scan is what asks for no row at all (1=0), and what takes the first rows of an index as they are.
      const asked = explained.filter(({ sql }) => /WHERE|GROUP/.test(sql) && !sql.includes('1=0'));
      const faults = [...new Set(asked.flatMap(({ plan }) => planFaults(plan)))];
      const row = { instances, pair: pair.name, ...measured.row, faults };
      rows.push(row);
      onRow(row);
    }
    return { rows, plans };
  } finally {
    recorder.stop();
    db.close();
    await store.close();
  }
}

async function measurePair(store: ConsoleStore, { filter }: ListPair, recorder: StatementRecorder) {
  recorder.take();
  const stop = startMeter({});
  const firstPage = await timeCalls(() => store.listInstances(filter, { limit: PAGE }), PATIENCE);
  const { request, pagesBefore } = await walkFar(store, filter, LONGEST_WALK);
  const farPage = await timeCalls(() => store.listInstances(filter, request), PATIENCE);
  const counts = await timeCalls(() => store.countInstances(filter), PATIENCE);
  const statements = recorder.take();
  const { total } = await store.countInstances(filter);
  const hasText = filter.text !== undefined;
  const isLoaded = stop().foreignCores > MOST_FOREIGN_CORES;
  return {
    statements,
    row: { matches: total.count, isCounted: total.isExact, hasText, firstPage, farPage, pagesBefore, counts, isLoaded },
  };
}
