import type { InstanceRef } from '@/lib/domain/instance';
import type { ReasonInput } from './pause-instance';
import { requireInstance } from './require-instance';
import type { ServiceContext } from './service-context';

export type TerminateInput = ReasonInput & {
  /** JSON text that becomes the instance's output. */
  readonly output?: string | undefined;
  /** Whether child workflows end too. */
  readonly recursive: boolean;
};

/** Ends an instance for good. Throws `not_found`; whether it can be ended the engine decides. */
export async function terminateInstance(
  { store, control }: ServiceContext,
  ref: InstanceRef,
  { output, recursive }: TerminateInput,
): Promise<void> {
  await requireInstance(store, ref);
  await control.terminate(ref, { output, recursive });
}
