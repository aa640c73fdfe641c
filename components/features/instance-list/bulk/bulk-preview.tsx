'use client';

import { useQuery } from '@tanstack/react-query';
import { bulkItemsSchema, type BulkJobDetailJson } from '@/lib/api/bulk';
import { bulkPath } from '@/lib/api/paths';
import { fetchJson } from '@/lib/api/fetch-json';
import type { InstanceAction } from '@/lib/domain/allowed-actions';
import { ACTION_WORDS } from '@/components/shared/bulk/bulk-words';
import { formatCount, formatMany } from '@/components/shared/format-number';
import { formatClock } from '@/components/shared/format-time';
import { queryKeys } from '@/components/shared/query-keys';
import { StatusBadge } from '@/components/shared/status-badge';
import { InstanceId } from '@/components/shared/instance-id';

const SAMPLES = 5;
const MOST_GROUPS = 6;

export type BulkPreviewProps = { action: InstanceAction; job: BulkJobDetailJson | undefined };

/** What is in the frozen set: how many of what, what is skipped and why, and some of them. */
export function BulkPreview({ action, job }: BulkPreviewProps) {
  if (job === undefined || job.state === 'preparing') {
    return (
      <p role="status">
        {job === undefined
          ? 'Writing the set down…'
          : `Writing the set down: ${formatMany(job.tally.total, 'execution')} so far…`}
      </p>
    );
  }
  const hit = job.groups.filter(({ state }) => state === 'waiting');
  const skipped = Map.groupBy(
    job.groups.filter(({ state }) => state === 'skipped'),
    ({ note }) => note ?? '',
  );
  return (
    <div className="flex flex-col gap-3">
      <p>
        {job.tally.waiting === 0 ? 'None' : formatCount(job.tally.waiting)} of{' '}
        {formatMany(job.tally.total, 'execution')} will be {ACTION_WORDS[action].past}. {UNDO[action]} The set is frozen
        as of {formatClock(job.createdAt)}: what comes later is left alone.
      </p>
      {hit.length > 0 && (
        <ul aria-label="Which" className="flex flex-col gap-1">
          {hit.slice(0, MOST_GROUPS).map(({ appId, name, status, count }) => (
            <li key={`${appId} ${name} ${status}`} className="flex items-center gap-2 text-body text-text">
              <span className="mono min-w-8 text-right">{formatCount(count)}</span>
              <StatusBadge status={status} />
              <span className="truncate">{name}</span>
              <span className="truncate text-text-3">{appId}</span>
            </li>
          ))}
          {hit.length > MOST_GROUPS && (
            <li className="text-text-3">and {formatMany(hit.length - MOST_GROUPS, 'other kind')}</li>
          )}
        </ul>
      )}
      {[...skipped].map(([note, groups]) => (
        <p key={note}>
          {formatCount(groups.reduce((sum, { count }) => sum + count, 0))} skipped: {note}
        </p>
      ))}
      {job.tally.waiting > 0 && <Samples id={job.id} />}
      <p className="text-meta text-text-3">
        Set <span className="mono">{job.setHash.slice(0, 12)}</span>
      </p>
    </div>
  );
}

const UNDO: Readonly<Record<InstanceAction, string>> = {
  pause: 'They go on when they are resumed.',
  resume: 'They go on at once.',
  'raise-event': 'An event is kept until the workflow asks for it.',
  terminate: 'They stop without their own clean-up. This cannot be undone.',
  rerun: 'Each is a new execution; the old ones stay.',
  purge: 'They are deleted with their history. This cannot be undone.',
};

function Samples({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: queryKeys.bulkItems(id, 'samples'),
    queryFn: ({ signal }) =>
      fetchJson(bulkItemsSchema, `${bulkPath(id, 'items')}?state=waiting&limit=${SAMPLES}`, { signal }),
  });
  if (data === undefined) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      <span className="text-text-3">The first:</span>
      {data.items.map((item) => (
        <InstanceId key={item.seq} instance={item} link={false} copy={false} />
      ))}
    </p>
  );
}
