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
      <header className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-4 py-2">
        <h2 id={id} className="text-form font-semibold whitespace-nowrap">
          {title} <span className="font-normal text-text-3">in {range}</span>
        </h2>
        <div className="ml-auto flex flex-wrap items-center gap-x-4 text-text-2">{legend}</div>
      </header>
      <div className="p-4">{children}</div>
    </section>
  );
}
