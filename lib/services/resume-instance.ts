import type { InstanceRef } from '@/lib/domain/instance';
import type { ReasonInput } from './pause-instance';
import { requireInstance } from './require-instance';
import type { ServiceContext } from './service-context';

/** Lets a held instance go on. Throws `not_found`; whether it can go on the engine decides. */
export async function resumeInstance(
  { store, control }: ServiceContext,
  ref: InstanceRef,
  { reason }: ReasonInput,
): Promise<void> {
  await requireInstance(store, ref);
  await control.resume(ref, { reason });
}
