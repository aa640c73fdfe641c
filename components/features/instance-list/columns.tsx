'use client';

import { createColumnHelper } from '@tanstack/react-table';
import { Workflow } from 'lucide-react';
import type { InstanceSummary } from '@/lib/domain/instance';
import { Duration } from '@/components/shared/duration';
import { InstanceId } from '@/components/shared/instance-id';
import { RelativeTime } from '@/components/shared/relative-time';
import { shortError } from '@/components/shared/short-error';
import { StatusBadge } from '@/components/shared/status-badge';
import { useNow } from '@/components/shared/use-now';
import { waitingText } from '@/components/shared/waiting-text';
import { Tooltip } from '@/components/ui/tooltip';

const column = createColumnHelper<InstanceSummary>();

/** The width of each column as a grid track. Columns go from the right when space is short; status and name stay. */
export const TRACKS: Record<string, string> = {
  status: '126px',
  workflow: 'minmax(150px, 1fr)',
  id: '168px',
  app: 'minmax(72px, 0.5fr)',
  created: '104px',
  duration: '92px',
  step: 'minmax(140px, 216px)',
  error: 'minmax(130px, 2fr)',
};

/** A table narrower than this leaves the column out. */
export const NEEDS_WIDTH: Record<string, number> = {
  error: 982,
  step: 852,
  duration: 712,
  created: 620,
  app: 516,
  id: 444,
};

export const COLUMNS = [
  column.accessor('status', {
    id: 'status',
    header: 'Status',
    cell: ({ getValue }) => <StatusBadge status={getValue()} />,
  }),
  column.display({ id: 'workflow', header: 'Workflow', cell: ({ row }) => <WorkflowCell instance={row.original} /> }),
  column.display({
    id: 'id',
    header: 'Instance ID',
    cell: ({ row }) => <InstanceId instance={row.original} copy="on-hover" className="w-full justify-between" />,
  }),
  column.accessor('appId', { id: 'app', header: 'App', cell: ({ getValue }) => <Cut text={getValue()} /> }),
  column.accessor('createdAt', {
    id: 'created',
    header: 'Created',
    cell: ({ getValue }) => <RelativeTime at={getValue()} className="text-text-2" />,
  }),
  column.display({
    id: 'duration',
    header: 'Duration',
    cell: ({ row }) => (
      <Duration
        from={row.original.startedAt}
        until={row.original.completedAt}
        className="w-full text-right whitespace-nowrap"
      />
    ),
  }),
  column.display({ id: 'step', header: 'Step or wait', cell: ({ row }) => <WaitingCell instance={row.original} /> }),
  column.display({ id: 'error', header: 'Last error', cell: ({ row }) => <ErrorCell instance={row.original} /> }),
];

function WorkflowCell({ instance: { name, version, parent } }: { instance: InstanceSummary }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span title={name} className="truncate font-medium">
        {name}
      </span>
      {version !== undefined && <span className="shrink-0 text-text-3">{version}</span>}
      {parent !== undefined && (
        <Tooltip content={<>Child of {parent.instanceId}</>}>
          <span role="img" aria-label="Child workflow" className="shrink-0 text-text-3">
            <Workflow aria-hidden className="size-3.5" strokeWidth={1.75} />
          </span>
        </Tooltip>
      )}
    </span>
  );
}

function WaitingCell({ instance }: { instance: InstanceSummary }) {
  const text = waitingText(instance, useNow(1000));
  return text === undefined ? <span className="text-text-3">–</span> : <Cut text={text} />;
}

function ErrorCell({ instance: { instanceId, attempts, lastError } }: { instance: InstanceSummary }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-text-2">
      {attempts > 1 && (
        <span title={`${attempts} attempts`} className="shrink-0 text-text-2">
          ×{attempts}
        </span>
      )}
      {lastError === undefined ? (
        <span className="text-text-3">–</span>
      ) : (
        <Cut text={shortError(lastError, instanceId)} whole={lastError} />
      )}
    </span>
  );
}

function Cut({ text, whole = text }: { text: string; whole?: string }) {
  return (
    <span title={whole} className="truncate text-text-2">
      {text}
    </span>
  );
}
