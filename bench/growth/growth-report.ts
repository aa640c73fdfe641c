import { medianOf } from '../measure/quantiles';
import { rounded } from '../processes';
import { markdownTable } from '../suite/markdown-table';
import { ratioOf, type Ratio, type Sample } from '../suite/ratio';
import type { LargeStoreRow } from './measure-large-store';
import type { LongHistoryRow } from './measure-long-history';
import type { WaitingRow } from './measure-waiting';

export type GrowthRows = {
  readonly largeStore: readonly LargeStoreRow[];
  readonly longHistory: readonly LongHistoryRow[];
  readonly waiting: WaitingRow;
};

export function growthRatios({ largeStore, longHistory, waiting }: GrowthRows): readonly Ratio[] {
  const held = Math.max(...largeStore.map(({ instances }) => instances));
  const at = `${number(waiting.instances)} waiting instances`;
  const sample = (value: number): readonly Sample[] => [{ value, isLoaded: waiting.isLoaded }];
  const lower = 'lower' as const;
  return [
    ratioOf(
      {
        name: `W1 workflows/s: on a store of ${number(held)} instances / on an empty store`,
        target: 0.85,
        better: 'higher',
      },
      largeStorePairs(largeStore),
    ),
    historyGrowth(longHistory),
    ratioOf({ name: `Idle CPU with ${at}, % of a core`, target: 3, better: lower }, sample(waiting.idlePercent)),
    ratioOf(
      { name: `Memory of the runtime process with ${at}, MB`, target: 600, better: lower },
      sample(waiting.rssMb),
    ),
    ratioOf(
      { name: `From raising an event to the result, p95 ms, with ${at}`, target: 50, better: lower },
      sample(waiting.wake.p95),
    ),
  ].filter((ratio) => ratio !== undefined);
}

export function growthTable({ largeStore, longHistory, waiting }: GrowthRows): string {
  const stores = Map.groupBy(largeStore, ({ instances }) => instances);
  const lengths = [...new Set(longHistory.map(({ events }) => events))];
  const calls = [...new Set(longHistory.map(({ call }) => call))];
  const timesOf = (call: string, events: number): string => {
    const times = longHistory.find((row) => row.call === call && row.events === events)?.times;
    return times === undefined ? '' : `${rounded(times.p50)} / ${rounded(times.p95)}`;
  };
  return [
    markdownTable(
      ['instances before W1', 'wf/s', 'rows'],
      [...stores].map(([instances, rows]) => [
        number(instances),
        rounded(medianOf(rows.map(({ row }) => row.workflowsPerSecond)), 1),
        rows.length,
      ]),
    ),
    '\nOne instance by the length of its history in events, milliseconds, p50 / p95:\n',
    markdownTable(
      ['', ...lengths.map(number)],
      calls.map((call) => [call, ...lengths.map((events) => timesOf(call, events))]),
    ),
    '',
    markdownTable(
      ['waiting instances', 'idle CPU, % of a core', 'MB', 'event to result, p50 / p95 ms'],
      [[number(waiting.instances), waiting.idlePercent, waiting.rssMb, `${waiting.wake.p50} / ${waiting.wake.p95}`]],
    ),
  ].join('\n');
}

function largeStorePairs(rows: readonly LargeStoreRow[]): readonly Sample[] {
  const empty = rows.filter(({ instances }) => instances === 0).map(({ row }) => row);
  return rows
    .filter(({ instances }) => instances > 0)
    .flatMap(({ row }) => {
      const other = empty.find(({ repeat }) => repeat === row.repeat);
      if (other === undefined) return [];
      const value = row.workflowsPerSecond / other.workflowsPerSecond;
      return [{ value, isLoaded: row.isLoaded || other.isLoaded }];
    });
}

/** A page of history anywhere in the longest one, as compared to one of 1,000 events. */
function historyGrowth(rows: readonly LongHistoryRow[]): Ratio | undefined {
  const pages = rows.filter(({ call }) => call === 'page anywhere').toSorted((a, b) => a.events - b.events);
  const [small, large] = [pages.find(({ events }) => events >= 1_000), pages.at(-1)];
  if (small === undefined || large === undefined) return undefined;
  const name = `Page of 200 events anywhere, p50: in ${number(large.events)} events / in ${number(small.events)}`;
  const isLoaded = small.isLoaded || large.isLoaded;
  return ratioOf({ name, target: 2, better: 'lower' }, [{ value: large.times.p50 / small.times.p50, isLoaded }]);
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
