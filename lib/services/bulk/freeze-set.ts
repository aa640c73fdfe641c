import { createHash } from 'node:crypto';
import { whyNot } from '@/lib/domain/allowed-actions';
import type { BulkJob } from '@/lib/domain/bulk-job';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import type { ItemPage } from '@/lib/store/bulk-store';
import type { StoreFilter } from '@/lib/store/console-store';
import { planList } from '../plan-list';
import type { ServiceContext } from '../service-context';

const PAGE_SIZE = 500;

/** Where the writing down of a set stands. */
export type SetSoFar = { readonly size: number; readonly setHash: string };

type Candidate = InstanceRef & {
  readonly name: string;
  readonly status: InstanceStatus;
  readonly createdAt: Instant;
  readonly isChild: boolean;
};

/**
 * The next part of a job's set: what its target means, newest first, in pages by place in the list. What was created after
 * the job is left out, and each instance is met once, however much changes meanwhile. `context` is that of the job's owner,
 * so that nothing outside their scope gets in. What the action is not possible for is part of the set, and skipped.
 */
export async function nextPage(
  context: ServiceContext,
  job: BulkJob,
  { size, setHash, cursor }: SetSoFar & { readonly cursor: string | undefined },
): Promise<ItemPage> {
  const page = await candidates(context, job, cursor);
  const items = page.found.map(({ isChild, status, ...run }, index) => {
    const reason = whyNot(job.action.kind, { status, isChild });
    const state = reason === undefined ? ('waiting' as const) : ('skipped' as const);
    return {
      ...run,
      status,
      state,
      seq: size + index + 1,
      note: reason,
      at: reason === undefined ? undefined : job.createdAt,
    };
  });
  return { items, cursor: page.next, setHash: items.reduce(extendHash, setHash) };
}

/** SHA-256 over the hash so far and one more instance: `hash \n appId \n instanceId \n createdAt`, as hexadecimal digits. */
function extendHash(hash: string, { appId, instanceId, createdAt }: InstanceRef & { createdAt: Instant }): string {
  return createHash('sha256').update([hash, appId, instanceId, createdAt].join('\n')).digest('hex');
}

type Page = { readonly found: readonly Candidate[]; readonly next: string | undefined };

async function candidates(context: ServiceContext, { target, createdAt }: BulkJob, cursor?: string): Promise<Page> {
  if (target.kind === 'selection') return picked(context, target.refs, Number(cursor ?? 0));
  const filter = await planList({ ...context, now: () => createdAt }, target.filter);
  const { instances, next } = await context.store.listInstances(before(filter, createdAt), {
    cursor,
    limit: PAGE_SIZE,
  });
  const found = instances.map(({ appId, instanceId, name, status, parent, ...rest }) => {
    return { appId, instanceId, name, status, createdAt: rest.createdAt, isChild: parent !== undefined };
  });
  return { found, next };
}

function before(filter: StoreFilter, createdAt: Instant): StoreFilter {
  return { ...filter, createdBefore: Math.min(filter.createdBefore ?? Infinity, createdAt) };
}

async function picked({ store }: ServiceContext, refs: readonly InstanceRef[], from: number): Promise<Page> {
  const part = refs.slice(from, from + PAGE_SIZE);
  const seen = await store.namesOf(part);
  const runs = new Map((await store.bulk.lookUp(seen)).map((run) => [refKey(run), run]));
  const present = part.flatMap((ref) => runs.get(refKey(ref)) ?? []);
  const end = from + PAGE_SIZE;
  return { found: present, next: end < refs.length ? String(end) : undefined };
}
