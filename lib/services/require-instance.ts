import { AppError } from '@/lib/domain/app-error';
import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import type { ConsoleStore } from '@/lib/store/console-store';

/** The instance, or a `not_found` that names it. */
export async function requireInstance(store: ConsoleStore, ref: InstanceRef): Promise<InstanceDetail> {
  return (await store.getInstance(ref)) ?? refuseUnknown(ref);
}

/** Throws the `not_found` that names an instance. */
export function refuseUnknown({ appId, instanceId }: InstanceRef): never {
  throw new AppError('not_found', `There is no instance "${instanceId}" in app "${appId}".`, {
    hint: 'It may have been purged. Check the App ID and the instance ID.',
  });
}
