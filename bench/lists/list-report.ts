import { rounded } from '../processes';
import { markdownTable } from '../suite/markdown-table';
import { ratioOf, type Goal, type Ratio } from '../suite/ratio';
import { SAMPLE_CALL, type DetailRow } from './measure-details';
import { DATABASES } from './list-subject';
import type { ListRow, Plan } from './measure-lists';

/** Milliseconds at p95 that a page, a page with text in it, and counts may take at any size. */
const LIMITS = { page: 10, text: 15, counts: 5, aggregate: 300 };
const FLOOR = 25;
/** How much slower the largest store may be than the smallest. */
const GROWTH = 2;
/** Shorter times count as this much when growth is looked at: below it is only noise. */
const SHORTEST = 1;

/** The figures with targets of lists, counts and details on the largest store measured of each database. */
export function listRatios(all: readonly ListRow[], details: readonly DetailRow[]): readonly Ratio[] {
  return DATABASES.flatMap((database) => {
    const rows = all.filter((row) => row.database === database);
    const ratios = rows.length === 0 ? [] : ratiosOf(rows, database === 'SQLite' ? details : []);
    return database === 'SQLite' ? ratios : ratios.map((ratio) => ({ ...ratio, name: `${ratio.name}, ${database}` }));
  });
}

function ratiosOf(rows: readonly ListRow[], details: readonly DetailRow[]): readonly Ratio[] {
  const { least, most } = sizesOf(rows);
  const large = rows.filter(({ instances }) => instances === most);
  const isLoaded = large.some((row) => row.isLoaded);
  const at = `${number(most)} instances`;
  const slowest = (values: readonly number[], goal: Omit<Goal, 'better'>): Ratio | undefined =>
    values.length === 0 ? undefined : ratioOf({ ...goal, better: 'lower' }, [{ value: Math.max(...values), isLoaded }]);
  const within = large.filter((row) => faultsOf(row, rows).length === 0).length / large.length;
  return [
    slowest(large.filter(({ hasText }) => !hasText).map(pageTime), {
      name: `Slowest list page without text, p95 ms at ${at}`,
      ...{ target: LIMITS.page, floor: FLOOR },
    }),
    slowest(large.filter(({ hasText }) => hasText).map(pageTime), {
      name: `Slowest list page with text of the ID, p95 ms at ${at}`,
      ...{ target: LIMITS.text, floor: FLOOR },
    }),
    slowest(
      large.map(({ counts }) => counts.p95),
      {
        name: `Slowest counts of a list, p95 ms at ${at}`,
        ...{ target: LIMITS.counts, floor: FLOOR },
      },
    ),
    slowest(
      p95Of(details, most, (call) => call === SAMPLE_CALL),
      {
        name: `Steps of the last 1,000 executions of a workflow, p95 ms at ${at}`,
        ...{ target: LIMITS.aggregate, floor: LIMITS.aggregate },
      },
    ),
    slowest(
      details.filter(({ call, instances }) => call !== SAMPLE_CALL && instances === most).map(({ times }) => times.p95),
      {
        name: `Slowest call of the page of an instance, p95 ms at ${at}`,
        ...{ target: LIMITS.page, floor: FLOOR },
      },
    ),
    slowest(
      large.map((row) => growthOf(row, rows)),
      {
        name: `Largest growth of a list page: p95 at ${at} / p95 at ${number(least)} (times below ${SHORTEST} ms count as ${SHORTEST})`,
        target: GROWTH,
      },
    ),
    ratioOf({ name: `Lists that hold all of this / all ${large.length} lists`, target: 1, better: 'higher' }, [
      { value: within, isLoaded },
    ]),
  ].filter((ratio) => ratio !== undefined);
}

function sizesOf(rows: readonly ListRow[]): { readonly least: number; readonly most: number } {
  const sizes = rows.map(({ instances }) => instances);
  return { least: Math.min(...sizes), most: Math.max(...sizes) };
}

function p95Of(details: readonly DetailRow[], size: number, isMeant: (call: string) => boolean): readonly number[] {
  return details.filter(({ call, instances }) => isMeant(call) && instances === size).map(({ times }) => times.p95);
}

/** A line per list and database, with what it fails at on the largest store. */
export function listTable(all: readonly ListRow[], details: readonly DetailRow[]): string {
  const tables = DATABASES.flatMap((database) => {
    const rows = all.filter((row) => row.database === database);
    return rows.length === 0 ? [] : [`${database}:\n`, databaseTable(rows), ''];
  });
  const calls = details.map(({ instances, call, times }) => [call, number(instances), both(times)]);
  return ['Milliseconds, p50 / p95.\n', ...tables, markdownTable(['call', 'instances', 'p50 / p95 ms'], calls)].join(
    '\n',
  );
}

function databaseTable(rows: readonly ListRow[]): string {
  const sizes = [...new Set(rows.map(({ instances }) => instances))];
  const pairs = [...new Set(rows.map(({ pair }) => pair))];
  const cell = (row: ListRow | undefined): readonly (string | number)[] =>
    row === undefined
      ? ['', '', '']
      : [both(row.firstPage), `${both(row.farPage)} (${row.pagesBefore})`, both(row.counts)];
  const heads = sizes.flatMap((size) => [`${number(size)}: first page`, 'far page (pages before)', 'counts']);
  const lines = pairs.map((pair) => {
    const own = sizes.map((size) => rows.find((row) => row.pair === pair && row.instances === size));
    const last = own.at(-1);
    const faults = last === undefined ? [] : faultsOf(last, rows);
    return [pair, last ? matchesOf(last) : '', ...own.flatMap(cell), [...faults, ...(last?.faults ?? [])].join('; ')];
  });
  return markdownTable(['list', 'matches', ...heads, 'fails at; scans and sorts'], lines);
}

function matchesOf({ matches, isCounted, callsToFill }: ListRow): string {
  const count = isCounted ? String(matches) : `${matches}+`;
  return callsToFill > 1 ? `${count} (${callsToFill} calls)` : count;
}

/** Plans as a text to read and to compare: each once, whatever the number of values in its lists. */
export function plansText(plans: readonly Plan[]): string {
  const entries = plans.map(({ pair, sql, plan }) => {
    const statement = sql.replace(/\s+/g, ' ').replace(/(\?,\s*)+\?/g, '?, …');
    return `## ${pair}\n${statement}\n${plan.map((line) => `    ${line}`).join('\n')}\n`;
  });
  return [...new Set(entries)].join('\n');
}

/** What of the contract a list does not hold at its size. */
function faultsOf(row: ListRow, rows: readonly ListRow[]): readonly string[] {
  const limit = row.hasText ? LIMITS.text : LIMITS.page;
  const growth = growthOf(row, rows);
  return [
    ...(row.firstPage.p95 > limit ? [`first page above ${limit} ms`] : []),
    ...(row.farPage.p95 > limit ? [`far page above ${limit} ms`] : []),
    ...(row.counts.p95 > LIMITS.counts ? [`counts above ${LIMITS.counts} ms`] : []),
    ...(growth > GROWTH ? [`page grows ${rounded(growth, 1)} times`] : []),
  ];
}

function growthOf(row: ListRow, rows: readonly ListRow[]): number {
  const same = rows.filter(({ pair }) => pair === row.pair);
  const smallest = same.toSorted((a, b) => a.instances - b.instances)[0] ?? row;
  const times = (['firstPage', 'farPage'] as const).map(
    (page) => Math.max(row[page].p95, SHORTEST) / Math.max(smallest[page].p95, SHORTEST),
  );
  return Math.max(...times);
}

function pageTime({ firstPage, farPage }: ListRow): number {
  return Math.max(firstPage.p95, farPage.p95);
}

function both({ p50, p95 }: { readonly p50: number; readonly p95: number }): string {
  return `${rounded(p50)} / ${rounded(p95)}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
