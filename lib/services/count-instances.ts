import type { ListFilter } from '@/lib/domain/instance-filter';
import type { InstanceCounts } from '@/lib/store/console-store';
import { planList } from './plan-list';
import type { ServiceContext } from './service-context';

/** How many instances a filter means, by status, app and workflow too. Throws `invalid` for a query that is not understood. */
export async function countInstances(context: ServiceContext, filter: ListFilter): Promise<InstanceCounts> {
  return context.store.countInstances(await planList(context, filter));
}
