'use client';

import { TREND_RANGES, type TrendRange } from '@/lib/domain/trend';
import { DurationChart } from './duration-chart';
import { ThroughputChart } from './throughput-chart';
import type { TrendSubject } from './trend-links';
import { TrendTable } from './trend-table';
import { useTrends } from './use-trends';

const ALL: TrendSubject = {};

export type TrendChartsProps = {
  readonly range: TrendRange;
  /** A workflow, by its App ID and name; everything without. */
  readonly subject?: TrendSubject;
};

/** Throughput and durations over a range, side by side; each step leads to its executions. */
export function TrendCharts({ range, subject = ALL }: TrendChartsProps) {
  const { data, isError } = useTrends(range, subject);
  const { words } = TREND_RANGES[range];
  if (isError && data === undefined) {
    return (
      <p className="rounded-card border border-border bg-surface p-4 text-text-2">
        Trends could not be loaded. Executions are safe in the store; the next try follows by itself.
      </p>
    );
  }
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[3fr_2fr]">
      <ThroughputChart trends={data} range={range} subject={subject} />
      <DurationChart trends={data} range={range} subject={subject} />
      {data !== undefined && <TrendTable trends={data} words={words} />}
    </div>
  );
}
