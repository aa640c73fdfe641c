import type { InstanceRef } from '@/lib/domain/instance';
import type { ReasonInput } from './pause-instance';
import { requireInstance } from './require-instance';
import type { ServiceContext } from './service-context';

export type PurgeInput = ReasonInput & {
  /** Whether child workflows are deleted too. */
  readonly recursive: boolean;
};

/** Deletes an ended instance and answers how many instances are gone. Throws `not_found`; the engine decides the rest. */
export async function purgeInstance(
  { store, control }: ServiceContext,
  ref: InstanceRef,
  { recursive }: PurgeInput,
): Promise<{ purged: number }> {
  await requireInstance(store, ref);
  return { purged: await control.purge(ref, { recursive, force: false }) };
}
