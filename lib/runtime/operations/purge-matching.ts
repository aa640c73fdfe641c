import { AppError } from '@/lib/domain/app-error';
import { hasEnded, INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import type { CreatedRun, CreationSpan, InstanceKind } from '@/lib/store/runtime-store';
import type { PurgeFilter, PurgeHow, PurgeOutcome } from '../runtime-port';
import type { OperationContext } from './context';
import { purgeRun } from './purge';

/** Purged at a time; other work goes on in between, and a caller that has given up is noticed. */
const PAGE = 50;

/**
 * Purges all instances that a filter covers, the statuses in the order of an instance's life, so that none slips through
 * by ending meanwhile. What is created after the call is left alone.
 */
export async function purgeMatching(
  context: OperationContext,
  { filter, how }: { readonly filter: PurgeFilter; readonly how: PurgeHow },
  signal: AbortSignal,
): Promise<PurgeOutcome> {
  const span = { from: filter.createdFrom ?? 0, to: Math.min(filter.createdTo ?? Infinity, context.clock.now() + 1) };
  let deleted = 0;
  let complete = true;
  for (const kind of await kindsOf(context, filter, how)) {
    for await (const page of pagesOf(context, kind, span)) {
      if (signal.aborted) return { deleted, complete: false };
      const counts = await Promise.all(page.map((run) => purgeOne(context, run, how)));
      deleted += counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
      complete &&= !counts.includes(undefined);
    }
  }
  return { deleted, complete };
}

async function kindsOf(
  { store }: OperationContext,
  { appId, statuses }: PurgeFilter,
  { force }: PurgeHow,
): Promise<readonly InstanceKind[]> {
  const covered = (await store.kinds()).filter(
    (kind) =>
      kind.appId === appId &&
      (statuses === undefined || statuses.includes(kind.status)) &&
      (force || hasEnded(kind.status)),
  );
  const order = ({ status }: InstanceKind): number => INSTANCE_STATUSES.indexOf(status);
  return covered.sort((a, b) => order(a) - order(b));
}

async function* pagesOf(
  { store }: OperationContext,
  kind: InstanceKind,
  span: { readonly from: Instant; readonly to: Instant },
): AsyncGenerator<readonly CreatedRun[]> {
  let after: CreationSpan['after'];
  for (;;) {
    const page = await store.createdWithin(kind, { ...span, after }, PAGE);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1);
  }
}

/** How many went; undefined when the instance refused. */
async function purgeOne(context: OperationContext, run: CreatedRun, how: PurgeHow): Promise<number | undefined> {
  try {
    return await purgeRun(context, run, how);
  } catch (error) {
    if (error instanceof AppError && error.code === 'precondition') return undefined;
    throw error;
  }
}
