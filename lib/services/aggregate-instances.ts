import type { ListFilter } from '@/lib/domain/instance-filter';
import type { Aggregate } from '@/lib/graph/aggregate/aggregate';
import { aggregateRuns } from '@/lib/graph/aggregate/aggregate-runs';
import { planList } from './plan-list';
import type { ServiceContext } from './service-context';

/** Steps that one answer may be made of: about 200 ms of work. */
const STEPS = 50_000;

/**
 * How the newest instances of a filter went, drawn as one graph. Fewer than were asked for where they have very many steps.
 * Throws `invalid` for a query that is not understood.
 */
export async function aggregateInstances(
  context: ServiceContext,
  { filter, runs }: { readonly filter: ListFilter; readonly runs: number },
): Promise<Aggregate & { readonly hasMore: boolean; readonly isCut: boolean }> {
  const sample = await context.store.sampleRuns(await planList(context, filter), { runs, steps: STEPS });
  const { hasMore, isCut } = sample;
  return { ...aggregateRuns(sample.runs), hasMore, isCut };
}
