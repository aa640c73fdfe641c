import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { ReasonInput } from './pause-instance';
import type { ServiceContext } from './service-context';

export type StartInput = ReasonInput & {
  readonly appId: string;
  readonly name: string;
  /** Absent: the engine makes one up. */
  readonly instanceId?: string | undefined;
  readonly version?: string | undefined;
  /** JSON text. */
  readonly input?: string | undefined;
  /** Absent: at once. */
  readonly scheduledStartAt?: Instant | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
};

/**
 * Starts an execution under an id that no other one has: what ended under that id stays. It is pending while no worker is
 * connected. Throws `invalid` for an app that nothing serves, `conflict` when the id is taken.
 */
export async function startInstance(
  { control, servedApps }: ServiceContext,
  { appId, instanceId = '', reason: _, ...start }: StartInput,
): Promise<InstanceRef> {
  if (!servedApps.includes(appId)) {
    throw new AppError('invalid', `The runtime serves no app ${appId}.`, {
      hint: `Apps: ${servedApps.join(', ')}. Others are declared in PERDURE_APPS.`,
    });
  }
  return control.start({ ref: { appId, instanceId }, ...start, unique: true });
}
