import { medianOf } from '../measure/quantiles';
import { rounded } from '../processes';
import { markdownTable } from './markdown-table';
import { quietOnes } from './ratio';
import type { Row } from './row';

/** A line for each workload and engine, of medians over the repeats. */
export function workloadTable(rows: readonly Row[]): string {
  const groups = Map.groupBy(rows, ({ workload, subject }) => `${workload} ${subject}`);
  return markdownTable(
    [
      ...['', 'engine', 'wf/s', 'act/s', 'p50 ms', 'p95 ms', 's in all', 'CPU ms per wf', 'MB'],
      ...['kept B per wf', 'written B per wf', 'flushes per wf', 'foreign cores', 'rows', 'durability'],
    ],
    [...groups.values()].map(line),
  );
}

function line(all: readonly Row[]): readonly (string | number)[] {
  const rows = quietOnes(all);
  const [first] = rows;
  if (first === undefined) return [];
  const middle = (figure: (row: Row) => number | undefined, digits = 0): number | string => {
    const values = rows.map(figure).filter((value) => value !== undefined);
    return values.length === 0 ? '' : rounded(medianOf(values), digits);
  };
  const byPart = (take: (row: Row) => Readonly<Record<string, number>>, digits: number): string =>
    Object.keys(take(first))
      .map((part) => `${part} ${middle((row) => take(row)[part], digits)}`)
      .join(', ');
  const isTimed = first.latency.n > 0;
  return [
    first.workload,
    first.subject,
    middle((row) => row.workflowsPerSecond, 1),
    middle((row) => row.activitiesPerSecond),
    isTimed ? middle((row) => row.latency.p50, 2) : '',
    isTimed ? middle((row) => row.latency.p95, 2) : '',
    middle((row) => row.wallSeconds, 2),
    byPart((row) => row.cpuPerWorkflow, 2),
    byPart((row) => row.rssMb, 0),
    middle((row) => row.keptBytesPerWorkflow),
    middle((row) => row.writtenBytesPerWorkflow),
    middle((row) => row.flushesPerWorkflow, 2),
    middle((row) => row.foreignCores, 2),
    `${rows.length}${first.isLoaded ? ' (loaded)' : ''}`,
    first.durability,
  ];
}
