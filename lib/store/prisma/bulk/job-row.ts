import type { BulkItem, BulkJob } from '@/lib/domain/bulk-job';
import type { BulkItem as ItemRow, BulkJob as JobRow } from '../generated/sqlite/client';

/** The columns of a new job; it has no items yet. */
export function toJobRow(job: BulkJob) {
  const { id, state, setHash, createdAt } = job;
  return {
    ...{ id, state, setHash, createdAt },
    action: JSON.stringify(job.action),
    target: JSON.stringify(job.target),
    owner: JSON.stringify(job.owner),
    reason: job.reason ?? null,
    rate: job.rate ?? null,
  };
}

/** A job as it is stored. What stands in its columns of JSON was put there by `toJobRow`. */
export function toJob(row: JobRow): BulkJob {
  const { id, setHash, createdAt, total, waiting, done, skipped, failed } = row;
  return {
    ...{ id, setHash, createdAt },
    action: JSON.parse(row.action) as BulkJob['action'],
    target: JSON.parse(row.target) as BulkJob['target'],
    owner: JSON.parse(row.owner) as BulkJob['owner'],
    reason: row.reason ?? undefined,
    state: row.state as BulkJob['state'],
    rate: row.rate ?? undefined,
    tally: { total, waiting, done, skipped, failed },
    confirmedAt: row.confirmedAt ?? undefined,
    endedAt: row.endedAt ?? undefined,
    trouble: row.trouble ?? undefined,
  };
}

/** An item as it is stored. */
export function toItem(row: Omit<ItemRow, 'jobId'>): BulkItem {
  const { seq, appId, instanceId, createdAt, name, attempts } = row;
  return {
    ...{ seq, appId, instanceId, createdAt, name, attempts },
    status: row.status as BulkItem['status'],
    state: row.state as BulkItem['state'],
    note: row.note ?? undefined,
    at: row.at ?? undefined,
  };
}
