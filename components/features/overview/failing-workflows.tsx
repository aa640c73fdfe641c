import Link from 'next/link';
import type { WorkflowsJson } from '@/lib/api/schemas';
import { executionsPage } from '@/components/shared/execution-search-params';
import { formatCount, formatMany, formatShare } from '@/components/shared/format-number';
import { StatusBar } from '@/components/shared/status-bar';
import { LoadingLine } from './loading-line';

type WorkflowRow = WorkflowsJson['workflows'][number];

const SHOWN = 7;
const LINES = [1, 2, 3];

/** The workflows with most failures, with their share, and how many have none. */
export function FailingWorkflows({ workflows }: { workflows: readonly WorkflowRow[] | undefined }) {
  const failing = (workflows ?? [])
    .filter(({ byStatus }) => byStatus.failed > 0)
    .toSorted((one, other) => other.byStatus.failed - one.byStatus.failed);
  const healthy = (workflows?.length ?? 0) - failing.length;
  return (
    <section
      aria-labelledby="failing-workflows"
      className="flex min-w-0 flex-col rounded-card border border-border bg-surface"
    >
      <header className="flex h-10 items-center justify-between border-b border-border px-4">
        <h2 id="failing-workflows" className="text-form font-semibold">
          Failing workflows
        </h2>
        <Link href="/workflows?sort=failed" className="text-accent hover:underline">
          All workflows
        </Link>
      </header>
      <ul>
        {workflows === undefined && LINES.map((line) => <LoadingLine key={line} />)}
        {failing.slice(0, SHOWN).map((row) => (
          <li key={`${row.appId} ${row.name}`} className="border-b border-border">
            <FailingLine row={row} />
          </li>
        ))}
      </ul>
      {workflows !== undefined && (
        <p className="flex h-10 items-center px-4 text-text-3">
          {healthy === 0 ? 'Every workflow has a failure.' : `${formatMany(healthy, 'workflow')} without a failure.`}
        </p>
      )}
    </section>
  );
}

function FailingLine({ row: { appId, name, byStatus, total } }: { row: WorkflowRow }) {
  return (
    <Link
      href={executionsPage({ app: [appId], workflow: [name], status: ['failed'] })}
      className="grid h-10 grid-cols-[minmax(0,1fr)_72px_88px_52px] items-center gap-3 px-4 hover:bg-hover focus-visible:outline-offset-[-2px]"
    >
      <span title={`${name} (${appId})`} className="truncate">
        <span className="font-medium">{name}</span> <span className="text-text-3">{appId}</span>
      </span>
      <StatusBar byStatus={byStatus} />
      <span className="text-right">
        {formatCount(byStatus.failed)} of {formatCount(total)}
      </span>
      <span className="text-right text-text-2">{formatShare(byStatus.failed, total)}</span>
    </Link>
  );
}
