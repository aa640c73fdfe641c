import type { InstanceRef } from '@/lib/domain/instance';
import type { Step } from '@/lib/domain/step';
import type { StepChoice } from '@/lib/store/console-store';
import { requireInstance } from './require-instance';
import type { ServiceContext } from './service-context';

/** Steps of an instance in scheduling order. Throws `not_found`. */
export async function listSteps(
  { store }: ServiceContext,
  ref: InstanceRef,
  which: StepChoice = 'all',
): Promise<{ steps: readonly Step[] }> {
  const steps = await store.listSteps(ref, which);
  if (steps.length === 0) await requireInstance(store, ref);
  return { steps };
}
