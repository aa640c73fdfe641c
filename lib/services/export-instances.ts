import type { InstanceSummary } from '@/lib/domain/instance';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { planList } from './plan-list';
import type { ServiceContext } from './service-context';

const PAGE_SIZE = 500;

/**
 * All instances that a filter means, newest first, page by page as they are asked for: memory stays that of one page.
 * What is created meanwhile is left out, what changes is told as it is by then. Throws `invalid` before the first page for a
 * query that is not understood.
 */
export async function exportInstances(
  context: ServiceContext,
  filter: ListFilter,
): Promise<AsyncGenerator<readonly InstanceSummary[]>> {
  const planned = await planList(context, filter);
  return (async function* () {
    let cursor: string | undefined;
    do {
      const page = await context.store.listInstances(planned, { cursor, limit: PAGE_SIZE });
      yield page.instances;
      cursor = page.next;
    } while (cursor !== undefined);
  })();
}
