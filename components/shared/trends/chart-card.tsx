import { useId, type ReactNode } from 'react';
import type { TrendsJson } from '@/lib/api/trends';
import { TREND_RANGES, type TrendRange } from '@/lib/domain/trend';
import { Skeleton } from '@/components/ui/skeleton';

export type ChartCardProps = {
  readonly title: string;
  readonly range: TrendRange;
  readonly legend: ReactNode;
  readonly trends: TrendsJson | undefined;
  /** What is drawn once the figures are there; `words` name the range. */
  readonly children: (trends: TrendsJson, words: string) => ReactNode;
};

/** The frame of a chart; it keeps its size whatever is in it. */
export function ChartCard({ title, range, legend, trends, children }: ChartCardProps) {
  const id = useId();
  const { words } = TREND_RANGES[range];
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-card border border-border bg-surface">
      <header className="flex h-10 items-center border-b border-border px-4">
        <h2 id={id} className="text-form font-semibold whitespace-nowrap">
          {title} <span className="font-normal text-text-3">in {words}</span>
        </h2>
      </header>
      <div className="flex flex-col gap-3 p-4">
        <div className="flex min-h-5 flex-wrap items-center gap-x-4 text-text-2">{legend}</div>
        {trends === undefined ? <Skeleton className="h-45" /> : children(trends, words)}
      </div>
    </section>
  );
}

/** In the place of a chart that has nothing to show. */
export function NothingHappened({ children }: { children: ReactNode }) {
  return <p className="flex h-45 items-center justify-center text-text-3">{children}</p>;
}
