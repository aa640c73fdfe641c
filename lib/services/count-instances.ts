import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { InstanceCounts } from '@/lib/store/console-store';
import type { ServiceContext } from './service-context';

/** How many instances a filter means, in all and by status, app and workflow. */
export function countInstances({ store }: ServiceContext, filter: InstanceFilter): Promise<InstanceCounts> {
  return store.countInstances(filter);
}
