import type { InstanceRef } from '@/lib/domain/instance';
import type { ReasonInput } from './pause-instance';
import { requireInstance } from './require-instance';
import type { ServiceContext } from './service-context';

/** `data` is JSON text. */
export type RaiseEventInput = ReasonInput & { readonly name: string; readonly data?: string | undefined };

/** Hands an external event to an instance. Throws `not_found`; whether it takes the event the engine decides. */
export async function raiseEvent(
  { store, control }: ServiceContext,
  ref: InstanceRef,
  { name, data }: RaiseEventInput,
): Promise<void> {
  await requireInstance(store, ref);
  await control.raiseEvent(ref, { name, input: data });
}
