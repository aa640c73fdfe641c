import { randomUUID } from 'node:crypto';
import { isLimited, type Actor } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import {
  MOST_PICKED,
  type BulkAction,
  type BulkGroup,
  type BulkItem,
  type BulkJob,
  type BulkTarget,
} from '@/lib/domain/bulk-job';
import { refKey } from '@/lib/domain/instance';
import type { JobChange, LedgerPage } from '@/lib/store/bulk-store';
import { planList } from './plan-list';
import type { ServiceContext } from './service-context';

const MOST_JOBS = 100;
const MOST_GROUPS = 200;
const EXPORTED_AT_ONCE = 1_000;

/**
 * Begins a job: its set is written down in the background, and nothing is done to anything before it is confirmed. Throws
 * `invalid` for a query that is not understood and for nothing picked.
 */
export async function draftBulkJob(
  context: ServiceContext,
  { action, target }: { readonly action: BulkAction; readonly target: BulkTarget },
): Promise<BulkJob> {
  if (target.kind === 'filter') await planList(context, target.filter);
  const job: BulkJob = {
    ...{ id: randomUUID(), action, target: target.kind === 'filter' ? target : onceEach(target) },
    ...{ owner: context.caller.actor, state: 'preparing', setHash: '', createdAt: context.now() },
    tally: { total: 0, waiting: 0, done: 0, skipped: 0, failed: 0 },
  };
  await context.store.bulk.createJob(job);
  context.onBulkChange();
  return job;
}

function onceEach({ kind, refs }: Extract<BulkTarget, { kind: 'selection' }>): BulkTarget {
  const distinct = [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
  if (distinct.length === 0 || distinct.length > MOST_PICKED) {
    throw new AppError(
      'invalid',
      `Between 1 and ${MOST_PICKED} executions can be picked; these are ${distinct.length}.`,
      {
        hint: 'Use a filter for more.',
      },
    );
  }
  return { kind, refs: distinct };
}

export type ConfirmInput = {
  /** Of the set that was looked at. */
  readonly setHash: string;
  /** What the action needs, where it is not what the job was drafted with; of the same kind. */
  readonly action?: BulkAction | undefined;
  readonly reason?: string | undefined;
  readonly rate?: number | undefined;
};

/** Lets a job that is ready act on its set. Throws `conflict` when the set is another than the one that was looked at. */
export async function confirmBulkJob(
  context: ServiceContext,
  id: string,
  { setHash, action, reason, rate }: ConfirmInput,
): Promise<BulkJob> {
  const job = await requireJob(context, id);
  if (job.state !== 'ready' || job.setHash !== setHash) {
    const is = job.state === 'ready' ? 'has another set' : `is ${job.state}`;
    throw new AppError('conflict', `The job ${is} by now.`, { hint: 'Look at it again.' });
  }
  refuseUnfinished(job, action ?? job.action);
  const change = { state: 'running', confirmedAt: context.now(), rate: rate ?? null } as const;
  const given = { ...(action !== undefined && { action }), ...(reason !== undefined && { reason }) };
  await steer(context, job, { from: ['ready'], ...change, ...given });
  return requireJob(context, id);
}

function refuseUnfinished(job: BulkJob, action: BulkAction): void {
  if (action.kind !== job.action.kind) {
    throw new AppError('invalid', `The set was frozen for ${job.action.kind}, not for ${action.kind}.`, {
      hint: 'Draft another job.',
    });
  }
  if (action.kind === 'raise-event' && action.name === '') throw new AppError('invalid', 'An event needs a name.');
}

export type SteerInput = {
  readonly state?: 'running' | 'paused' | 'aborted' | undefined;
  /** null: no limit. */
  readonly rate?: number | null | undefined;
};

const FROM = { running: ['paused'], paused: ['running'], aborted: ['running', 'paused'] } as const;

/** Pauses a job, lets it go on, gives up its rest, or changes its limit. Throws `precondition` where that is not possible. */
export async function steerBulkJob(context: ServiceContext, id: string, { state, rate }: SteerInput): Promise<BulkJob> {
  const job = await requireJob(context, id);
  if (rate !== undefined) await steer(context, job, { from: ['ready', 'running', 'paused'], rate });
  if (state === 'aborted') await steer(context, job, { from: FROM.aborted, state, endedAt: context.now() });
  else if (state !== undefined) await steer(context, job, { from: FROM[state], state });
  return requireJob(context, id);
}

async function steer(
  { store, onBulkChange }: ServiceContext,
  { id, state }: BulkJob,
  { from, ...change }: JobChange & { readonly from: readonly BulkJob['state'][] },
): Promise<void> {
  const isChanged = await store.bulk.changeJob(id, from, change);
  onBulkChange();
  if (!isChanged) throw new AppError('precondition', `The job is ${state}; that is not possible now.`);
}

/** Gives the executions that failed another try. Throws `precondition` when none did. */
export async function retryBulkJob(context: ServiceContext, id: string): Promise<BulkJob> {
  await requireJob(context, id);
  const retried = await context.store.bulk.retryFailed(id);
  if (retried === 0) throw new AppError('precondition', 'Nothing of the job has failed, or it was aborted.');
  context.onBulkChange();
  return requireJob(context, id);
}

/** Deletes a job with its ledger. Throws `precondition` while it goes on. */
export async function deleteBulkJob(context: ServiceContext, id: string): Promise<{ done: true }> {
  const { state } = await requireJob(context, id);
  if (await context.store.bulk.deleteJob(id)) return { done: true };
  throw new AppError('precondition', `The job is ${state}.`, { hint: 'Abort it first.' });
}

/** The newest jobs that somebody may see. */
export async function listBulkJobs({ store, caller }: ServiceContext): Promise<{ jobs: readonly BulkJob[] }> {
  const jobs = await store.bulk.listJobs(MOST_JOBS);
  return { jobs: jobs.filter((job) => maySee(caller.actor, job)).map((job) => shown(caller.actor, job)) };
}

/** A job with its set in groups of executions that are alike. Throws `not_found`. */
export async function getBulkJob(
  context: ServiceContext,
  id: string,
): Promise<BulkJob & { readonly groups: readonly BulkGroup[] }> {
  const job = await requireJob(context, id);
  return { ...job, groups: await context.store.bulk.groupsOf(id, MOST_GROUPS) };
}

/** A page of a job's ledger. Throws `not_found`. */
export async function listBulkItems(
  context: ServiceContext,
  id: string,
  page: LedgerPage,
): Promise<{ items: readonly BulkItem[]; next?: number | undefined }> {
  await requireJob(context, id);
  const items = await context.store.bulk.listItems(id, page);
  return { items, next: items.length < page.limit ? undefined : items.at(-1)?.seq };
}

/** The whole ledger of a job, page by page as it is asked for. Throws `not_found`. */
export async function exportBulkItems(
  context: ServiceContext,
  id: string,
): Promise<AsyncGenerator<readonly BulkItem[]>> {
  await requireJob(context, id);
  return (async function* () {
    for (let after = 0; ;) {
      const items = await context.store.bulk.listItems(id, { after, limit: EXPORTED_AT_ONCE });
      yield items;
      const last = items.at(-1);
      if (last === undefined || items.length < EXPORTED_AT_ONCE) return;
      after = last.seq;
    }
  })();
}

async function requireJob({ store, caller }: ServiceContext, id: string): Promise<BulkJob> {
  const job = await store.bulk.getJob(id);
  if (job !== undefined && maySee(caller.actor, job)) return shown(caller.actor, job);
  throw new AppError('not_found', `There is no bulk job ${id}.`, {
    hint: 'One that nobody confirmed is deleted after an hour.',
  });
}

/** Those limited to some executions see the jobs they made themselves: others may hold executions out of their scope. */
function maySee(actor: Actor, { owner }: BulkJob): boolean {
  return !isLimited(actor) || (owner.kind === actor.kind && owner.name === actor.name);
}

/** A job without payloads, for those who may not see them. */
function shown({ seesPayloads }: Actor, job: BulkJob): BulkJob {
  if (seesPayloads) return job;
  const { action } = job;
  if (action.kind === 'terminate') return { ...job, action: { ...action, output: undefined } };
  return action.kind === 'raise-event' ? { ...job, action: { ...action, input: undefined } } : job;
}
