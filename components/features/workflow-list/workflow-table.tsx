'use client';

import type { MouseEvent } from 'react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { executionsPage } from '@/components/shared/execution-search-params';
import { formatCount, formatShare } from '@/components/shared/format-number';
import { RelativeTime } from '@/components/shared/relative-time';
import { StatusBar } from '@/components/shared/status-bar';
import { StatusIcon } from '@/components/shared/status-icon';
import { workflowPage } from '@/components/shared/workflow-search-params';
import { classNames } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import type { Sort, WorkflowRow } from './sort-workflows';

type Head = { readonly title: string; readonly sort?: Sort; readonly className?: string };

const HEADS: readonly Head[] = [
  { title: 'Workflow', sort: 'name', className: 'pl-4' },
  { title: 'App', className: 'w-36' },
  { title: 'Executions', sort: 'executions', className: 'w-28 text-right' },
  { title: 'By status', className: 'w-36 wide:w-56' },
  { title: 'Failed', sort: 'failed', className: 'w-20 text-right' },
  { title: 'Rate', sort: 'rate', className: 'w-20 text-right' },
  { title: 'Last started', sort: 'last', className: 'w-34 pr-4' },
];

export type WorkflowTableProps = {
  rows: readonly WorkflowRow[];
  loading: boolean;
  sort: Sort;
  onSort: (sort: Sort) => void;
};

/** One row per workflow of an app; a click opens its page. */
export function WorkflowTable({ rows, loading, sort, onSort }: WorkflowTableProps) {
  return (
    <table className="w-full min-w-[820px] table-fixed border-collapse">
      <thead>
        <tr className="h-8 border-b border-border text-meta text-text-3">
          {HEADS.map((head) => (
            <HeadCell key={head.title} head={head} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {loading && <LoadingRows />}
        {rows.map((row) => (
          <WorkflowLine key={`${row.appId} ${row.name}`} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function HeadCell({ head, sort, onSort }: { head: Head } & Pick<WorkflowTableProps, 'sort' | 'onSort'>) {
  const { title, sort: own, className } = head;
  const isSorted = own === sort;
  const Arrow = own === 'name' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? sortDirection(own) : undefined}
      className={classNames('px-2 text-left font-medium', className)}
    >
      {own === undefined ? (
        title
      ) : (
        <button
          type="button"
          onClick={() => onSort(own)}
          className="inline-flex h-6 items-center gap-0.5 rounded-chip hover:text-text"
        >
          {title}
          {isSorted && <Arrow aria-hidden className="size-3" strokeWidth={2} />}
        </button>
      )}
    </th>
  );
}

function sortDirection(sort: Sort | undefined): 'ascending' | 'descending' {
  return sort === 'name' ? 'ascending' : 'descending';
}

function WorkflowLine({ row }: { row: WorkflowRow }) {
  const router = useRouter();
  const { appId, name, total, byStatus, lastStartedAt } = row;
  const page = workflowPage({ appId, name });
  const failed = executionsPage({ app: [appId], workflow: [name], status: ['failed'] });
  const open = (event: MouseEvent) => {
    const isInLink = event.target instanceof Element && event.target.closest('a') !== null;
    if (!isInLink && (window.getSelection()?.isCollapsed ?? true)) router.push(page);
  };
  return (
    <tr onClick={open} className="h-10 cursor-pointer border-b border-border last:border-b-0 hover:bg-hover">
      <td className="px-2 pl-4">
        <Link href={page} title={name} className="block truncate font-medium hover:underline">
          {name}
        </Link>
      </td>
      <td title={appId} className="truncate px-2 text-text-2">
        {appId}
      </td>
      <td className="px-2 text-right">
        <Link href={executionsPage({ app: [appId], workflow: [name] })} className="hover:underline">
          {formatCount(total)}
        </Link>
      </td>
      <td className="px-2">
        <StatusBar byStatus={byStatus} />
      </td>
      <td className="px-2 text-right">
        {byStatus.failed === 0 ? (
          <span className="text-text-3">0</span>
        ) : (
          <Link href={failed} className="inline-flex items-center gap-1 align-middle hover:underline">
            <StatusIcon status="failed" className="size-3.5" />
            {formatCount(byStatus.failed)}
          </Link>
        )}
      </td>
      <td className="px-2 text-right text-text-2">{formatShare(byStatus.failed, total)}</td>
      <td className="px-2 pr-4 text-text-2">
        {lastStartedAt === undefined ? '–' : <RelativeTime at={lastStartedAt} />}
      </td>
    </tr>
  );
}

function LoadingRows() {
  return [0, 1, 2, 3, 4, 5].map((row) => (
    <tr key={row} className="animate-appear h-10 border-b border-border">
      {HEADS.map(({ title }) => (
        <td key={title} className="px-2 first:pl-4">
          <Skeleton className="h-3 w-4/5" />
        </td>
      ))}
    </tr>
  ));
}
