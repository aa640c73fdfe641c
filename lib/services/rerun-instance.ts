import type { InstanceRef } from '@/lib/domain/instance';
import type { ReasonInput } from './pause-instance';
import { requireInstance } from './require-instance';
import type { ServiceContext } from './service-context';

export type RerunInput = ReasonInput & {
  /** Action id of the activity, timer or child to run again. */
  readonly eventId: number;
  /** Absent: the engine makes one up. */
  readonly newInstanceId?: string | undefined;
  /** JSON text that replaces the step's recorded input; absent: the recorded input is used again. */
  readonly input?: string | undefined;
};

/** Starts a new instance that repeats the source up to a step and runs on from there. Throws `not_found`. */
export async function rerunInstance(
  { store, control }: ServiceContext,
  source: InstanceRef,
  { eventId, newInstanceId, input }: RerunInput,
): Promise<InstanceRef> {
  await requireInstance(store, source);
  const overwrite = input === undefined ? undefined : { input };
  return control.rerun({ source, eventId, newInstanceId, overwrite, newChildInstanceId: undefined });
}
