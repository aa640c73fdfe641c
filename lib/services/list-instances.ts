import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { InstancePage, PageRequest } from '@/lib/store/console-store';
import type { ServiceContext } from './service-context';

export type ListInstancesInput = { readonly filter: InstanceFilter; readonly page: PageRequest };

/** One page of the instances that a filter means, newest first. */
export function listInstances({ store }: ServiceContext, { filter, page }: ListInstancesInput): Promise<InstancePage> {
  return store.listInstances(filter, page);
}
