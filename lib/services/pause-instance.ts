import type { InstanceRef } from '@/lib/domain/instance';
import { requireInstance } from './require-instance';
import type { ServiceContext } from './service-context';

/** Why somebody does it, for the audit log. */
export type ReasonInput = { readonly reason?: string | undefined };

/** Holds an instance. Throws `not_found`; whether it can be held the engine decides. */
export async function pauseInstance(
  { store, control }: ServiceContext,
  ref: InstanceRef,
  { reason }: ReasonInput,
): Promise<void> {
  await requireInstance(store, ref);
  await control.suspend(ref, { reason });
}
