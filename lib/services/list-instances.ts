import type { ListFilter } from '@/lib/domain/instance-filter';
import type { InstancePage, PageRequest } from '@/lib/store/console-store';
import { planList } from './plan-list';
import type { ServiceContext } from './service-context';

export type ListInstancesInput = { readonly filter: ListFilter; readonly page: PageRequest };

/** One page of the instances that a filter means, newest first. Throws `invalid` for a query that is not understood. */
export async function listInstances(
  context: ServiceContext,
  { filter, page }: ListInstancesInput,
): Promise<InstancePage> {
  return context.store.listInstances(await planList(context, filter), page);
}
