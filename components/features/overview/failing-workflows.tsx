import Link from 'next/link';
import type { TrendsJson } from '@/lib/api/trends';
import { TREND_RANGES, type TrendRange } from '@/lib/domain/trend';
import { formatCount, formatMany, formatShare } from '@/components/shared/format-number';
import { Sparkline } from '@/components/shared/trends/sparkline';
import { failedPage } from '@/components/shared/trends/trend-links';
import { LoadingLine } from './loading-line';

type FailingRow = TrendsJson['failing'][number];

const LINES = [1, 2, 3];

export type FailingWorkflowsProps = { readonly trends: TrendsJson | undefined; readonly range: TrendRange };

/** The workflows of which most failed within the range, with their share of what ended, and how many had no failure. */
export function FailingWorkflows({ trends, range }: FailingWorkflowsProps) {
  const { words } = TREND_RANGES[range];
  return (
    <section
      aria-labelledby="failing-workflows"
      className="flex min-w-0 flex-col rounded-card border border-border bg-surface"
    >
      <header className="flex h-10 items-center justify-between gap-4 border-b border-border px-4">
        <h2 id="failing-workflows" className="truncate text-form font-semibold">
          Failing workflows <span className="font-normal text-text-3">in {words}</span>
        </h2>
        <Link href="/workflows?sort=failed" className="shrink-0 text-accent hover:underline">
          All workflows
        </Link>
      </header>
      <ul>
        {trends === undefined && LINES.map((line) => <LoadingLine key={line} />)}
        {trends?.failing.map((row) => (
          <li key={`${row.appId} ${row.name}`} className="border-b border-border">
            <FailingLine row={row} span={trends} />
          </li>
        ))}
      </ul>
      {trends !== undefined && <p className="flex h-10 items-center px-4 text-text-3">{healthyWords(trends, words)}</p>}
    </section>
  );
}

function healthyWords({ failing, workflows }: TrendsJson, words: string): string {
  const more = workflows.failing - failing.length;
  if (more > 0) return `${formatMany(more, 'more workflow')} with a failure.`;
  const healthy = workflows.active - workflows.failing;
  if (workflows.active === 0) return `Nothing started or ended in ${words}.`;
  if (healthy === 0) return `Every workflow that ran had a failure.`;
  return `${formatMany(healthy, 'workflow')} ran without a failure.`;
}

function FailingLine({ row, span }: { row: FailingRow; span: TrendsJson }) {
  const { appId, name, failed, ended, failures } = row;
  return (
    <Link
      href={failedPage(span, { appId, name })}
      className="grid h-10 grid-cols-[minmax(0,1fr)_72px_88px_56px] items-center gap-3 px-4 hover:bg-hover focus-visible:outline-offset-[-2px]"
    >
      <span title={`${name} (${appId})`} className="truncate">
        <span className="font-medium">{name}</span> <span className="text-text-3">{appId}</span>
      </span>
      <Sparkline values={failures} className="h-5 text-failed" />
      <span className="text-right">
        {formatCount(failed)} of {formatCount(ended)}
      </span>
      <span className="text-right text-text-2">{formatShare(failed, ended)}</span>
    </Link>
  );
}
