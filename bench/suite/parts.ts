import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { growthRatios, growthTable } from '../growth/growth-report';
import { measureLargeStore } from '../growth/measure-large-store';
import { measureLongHistory } from '../growth/measure-long-history';
import { measureWaiting } from '../growth/measure-waiting';
import { bigStore } from '../lists/big-store';
import { listRatios, listTable, plansText } from '../lists/list-report';
import { measureDetails, type DetailRow } from '../lists/measure-details';
import { measureLists, type ListRow } from '../lists/measure-lists';
import { waitUntilIdle } from '../measure/meter';
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

/** Lists, counts and details at several sizes of the store; the plans go beside the results. */
export async function listsPart({ isQuick, sizes, out }: BenchOptions): Promise<Found> {
  const rows: ListRow[] = [];
  const details: DetailRow[] = [];
  mkdirSync(dirname(out), { recursive: true });
  for (const instances of isQuick ? SIZES.quick : SIZES.full) {
    const path = await bigStore(instances);
    if (sizes.idleWait > 0) await waitUntilIdle(sizes.idleWait);
    const onRow = (row: ListRow): void =>
      say(`${row.instances} ${row.pair}: ${row.firstPage.p95} / ${row.farPage.p95} ms`);
    const measured = await measureLists({ path, instances, extraTries: sizes.extraTries, onRow });
    rows.push(...measured.rows);
    details.push(...(await measureDetails(path, instances)));
    writeFileSync(join(dirname(out), `plans.${instances}.txt`), plansText(measured.plans));
  }
  const table = listTable(rows, details);
  const ratios = listRatios(rows, details);
  return { rows: [...rows, ...details], ratios, table, versions: {}, durability: {}, failures: [] };
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
  const { repeat, workload, subject, workflowsPerSecond, latency, foreignCores, isLoaded } = row;
  const note = isLoaded ? `, loaded: ${foreignCores} foreign cores` : '';
  say(`${repeat} ${workload} ${subject}: ${workflowsPerSecond} wf/s, p50 ${latency.p50} ms${note}`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
