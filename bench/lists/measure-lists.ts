import { MOST_FOREIGN_CORES, startMeter } from '../measure/meter';
import type { Quantiles } from '../measure/quantiles';
import type { ListPair } from './list-pairs';
import type { DatabaseName, ListSubject } from './list-subject';
import { timeCalls, type Patience } from './time-calls';
import { callsToFill, PAGE, walkFar } from './walk-pages';

/** One list on one store, as a console's server sees it: times are of the calls of ConsoleStore, in milliseconds. */
export type ListRow = {
  readonly database: DatabaseName;
  readonly instances: number;
  readonly pair: string;
  readonly matches: number;
  /** Whether there are no more than these. */
  readonly isCounted: boolean;
  /** Calls until the first page is full; more than one where one would have to read too much. */
  readonly callsToFill: number;
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

const PATIENCE: Patience = { least: 3, most: 200, longestMs: 1_500 };
const LONGEST_WALK = 10_000;

export type ListPlan = {
  readonly pairs: readonly ListPair[];
  /** How many the store holds. */
  readonly instances: number;
  /** How often a pair is measured again that was measured on a loaded machine. */
  readonly extraTries: number;
  readonly onRow: (row: ListRow) => void;
};

/** Measures all pairs on a store. */
export async function measureLists(
  subject: ListSubject,
  { pairs, instances, extraTries, onRow }: ListPlan,
): Promise<{ readonly rows: readonly ListRow[]; readonly plans: readonly Plan[] }> {
  const [rows, plans]: [ListRow[], Plan[]] = [[], []];
  for (const pair of pairs) {
    let measured = await measurePair(subject, pair);
    for (let tries = 0; tries < extraTries && measured.row.isLoaded; tries += 1) {
      measured = await measurePair(subject, pair);
    }
    const explained: Plan[] = [];
    for (const statement of measured.statements) {
      explained.push({ pair: pair.name, sql: statement.sql, plan: await subject.explain(statement) });
    }
    plans.push(...explained);
    // No scan is what asks for no row at all (1=0), and what takes the first rows of an index as they are.
    const asked = explained.filter(({ sql }) => /WHERE|GROUP/.test(sql) && !sql.includes('1=0'));
    const faults = [...new Set(asked.flatMap(({ plan }) => subject.faultsOf(plan)))];
    const row = { database: subject.database, instances, pair: pair.name, ...measured.row, faults };
    rows.push(row);
    onRow(row);
  }
  return { rows, plans };
}

async function measurePair({ store, recorder, roots }: ListSubject, { filter }: ListPair) {
  recorder.take();
  const stop = startMeter(roots);
  const firstPage = await timeCalls(() => store.listInstances(filter, { limit: PAGE }), PATIENCE);
  const { request, pagesBefore } = await walkFar(store, filter, LONGEST_WALK);
  const farPage = await timeCalls(() => store.listInstances(filter, request), PATIENCE);
  const counts = await timeCalls(() => store.countInstances(filter), PATIENCE);
  const statements = recorder.take();
  const { total } = await store.countInstances(filter);
  const calls = await callsToFill(store, filter);
  const isLoaded = stop().foreignCores > MOST_FOREIGN_CORES;
  const hasText = filter.text !== undefined;
  const found = { matches: total.count, isCounted: total.isExact, callsToFill: calls, hasText };
  return { statements, row: { ...found, firstPage, farPage, pagesBefore, counts, isLoaded } };
}
