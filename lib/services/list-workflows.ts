import type { WorkflowCounts } from '@/lib/store/console-store';
import type { ServiceContext } from './service-context';

/** Every workflow that has instances, with their counts. */
export async function listWorkflows({ store }: ServiceContext): Promise<{ workflows: readonly WorkflowCounts[] }> {
  return { workflows: await store.listWorkflows() };
}
