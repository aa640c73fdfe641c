import { useId, type ReactNode } from 'react';

export type ChartCardProps = {
  readonly title: string;
  /** Of which time. */
  readonly range: string;
  readonly legend: ReactNode;
  readonly children: ReactNode;
};

/** The frame of a chart; it keeps its size whatever is in it. */
export function ChartCard({ title, range, legend, children }: ChartCardProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-card border border-border bg-surface">
      <header className="flex h-10 items-center border-b border-border px-4">
        <h2 id={id} className="text-form font-semibold whitespace-nowrap">
          {title} <span className="font-normal text-text-3">in {range}</span>
        </h2>
      </header>
      <div className="flex flex-col gap-3 p-4">
        <div className="flex min-h-5 flex-wrap items-center gap-x-4 text-text-2">{legend}</div>
        {children}
      </div>
    </section>
  );
}
