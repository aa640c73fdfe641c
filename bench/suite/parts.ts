import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { growthRatios, growthTable } from '../growth/growth-report';
import { measureLargeStore } from '../growth/measure-large-store';
import { measureLongHistory } from '../growth/measure-long-history';
import { measureWaiting } from '../growth/measure-waiting';
import { bigStore } from '../lists/big-store';
import { fillPostgres, LISTED } from '../lists/fill-postgres';
import { listPairs } from '../lists/list-pairs';
import { listRatios, listTable, plansText } from '../lists/list-report';
import { openPostgresSubject, openSqliteSubject, type ListSubject } from '../lists/list-subject';
import { measureDetails, type DetailRow } from '../lists/measure-details';
import { measureLists, type ListRow } from '../lists/measure-lists';
import { readStoreFacts } from '../lists/store-facts';
import { waitUntilIdle } from '../measure/meter';
import { startPostgres } from '../subjects/postgres-cluster';
import type { BenchOptions } from './bench-options';
import type { PartResult } from './results-file';
import type { Row } from './row';
import { runWorkloads } from './run-workloads';
import { workloadRatios } from './workload-ratios';
import { workloadTable } from './workload-table';

export type Found = Pick<PartResult, 'ratios' | 'rows' | 'table' | 'versions' | 'durability' | 'failures'>;

const SIZES = { quick: [10_000, 100_000], full: [10_000, 100_000, 1_000_000] };
const LENGTHS = { quick: [100, 1_000, 10_000], full: [100, 1_000, 10_000, 100_000] };
const WAITING = { quick: 5_000, full: 100_000 };

/** Workloads on our runtime, the ceilings and the peers. */
export async function workloadsPart({ workloads, subjects, sizes }: BenchOptions): Promise<Found> {
  const { rows, failures } = await runWorkloads({ workloads, subjects, sizes, onRow: sayRow });
  return { rows, failures, ratios: workloadRatios(rows), table: workloadTable(rows), ...settingsOf(rows) };
}

/** Lists, counts and details at several sizes of the store on both databases; the plans go beside the results. */
export async function listsPart({ isQuick, sizes, out }: BenchOptions): Promise<Found> {
  const [rows, details]: [ListRow[], DetailRow[]] = [[], []];
  mkdirSync(dirname(out), { recursive: true });
  const measure = async (subject: ListSubject, path: string, instances: number): Promise<void> => {
    if (sizes.idleWait > 0) await waitUntilIdle(sizes.idleWait);
    const onRow = ({ database, pair, firstPage, farPage }: ListRow): void =>
      say(`${database} ${instances} ${pair}: ${firstPage.p95} / ${farPage.p95} ms`);
    const pairs = listPairs(readStoreFacts(path));
    try {
      const measured = await measureLists(subject, { pairs, instances, extraTries: sizes.extraTries, onRow });
      rows.push(...measured.rows);
      const name = `plans.${subject.database.toLowerCase()}.${instances}.txt`;
      writeFileSync(join(dirname(out), name), plansText(measured.plans));
    } finally {
      await subject.close();
    }
  };
  const all = isQuick ? SIZES.quick : SIZES.full;
  for (const instances of all) {
    const path = await bigStore(instances);
    await measure(await openSqliteSubject(path), path, instances);
    details.push(...(await measureDetails(path, instances)));
  }
  await onPostgres([Math.min(...all), Math.max(...all)], measure);
  const table = listTable(rows, details);
  const ratios = listRatios(rows, details);
  return { rows: [...rows, ...details], ratios, table, versions: {}, durability: {}, failures: [] };
}

/** The same stores on PostgreSQL, the smallest and the largest, in databases of a cluster that is thrown away. */
async function onPostgres(
  sizes: readonly number[],
  measure: (subject: ListSubject, path: string, instances: number) => Promise<void>,
): Promise<void> {
  const postgres = await startPostgres();
  try {
    for (const instances of sizes) {
      const path = await bigStore(instances);
      const url = await postgres.createDatabase(`lists_${instances}`);
      say(`Filling a database with ${instances} instances …`);
      await fillPostgres(path, { url, tables: LISTED });
      await measure(await openPostgresSubject(url, postgres.pid), path, instances);
    }
  } finally {
    await postgres.stop();
  }
}

/** What a large store, a long history and many waiting instances cost. */
export async function growthPart({ isQuick, sizes }: BenchOptions): Promise<Found> {
  const kind = isQuick ? 'quick' : 'full';
  const longHistory = await measureLongHistory(LENGTHS[kind]);
  const waiting = await measureWaiting(WAITING[kind], sizes.idleWait);
  const largeStore = await measureLargeStore(Math.max(...SIZES[kind]), { sizes, repeats: sizes.repeats });
  const rows = { longHistory, waiting, largeStore };
  return {
    rows: [...longHistory, waiting, ...largeStore],
    ratios: growthRatios(rows),
    table: growthTable(rows),
    failures: [],
    ...settingsOf(largeStore.map(({ row }) => row)),
  };
}

export function settingsOf(rows: readonly Row[]): Pick<Found, 'versions' | 'durability'> {
  return {
    versions: Object.assign({}, ...rows.map(({ versions }) => versions)) as Readonly<Record<string, string>>,
    durability: Object.fromEntries(rows.map(({ subject, durability }) => [subject, durability])),
  };
}

/** Progress goes to stderr, so that stdout is the tables alone. */
export function sayRow(row: Row): void {
  const { repeat, workload, subject, workflowsPerSecond, wallSeconds, latency, foreignCores, isLoaded } = row;
  const time = latency.n > 0 ? `p50 ${latency.p50} ms` : `${wallSeconds} s in all`;
  const note = isLoaded ? `, loaded: ${foreignCores} foreign cores` : '';
  say(`${repeat} ${workload} ${subject}: ${workflowsPerSecond} wf/s, ${time}${note}`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
