import { AppError } from '@/lib/domain/app-error';
import type { EngineTarget } from '@/lib/domain/engine-target';
import type { Instant } from '@/lib/domain/instant';
import type { ServiceContext } from './service-context';

export type RuntimeState = {
  readonly state: 'up' | 'down';
  readonly address: string;
  readonly store: string;
  readonly checkedAt: Instant;
  readonly reason?: string | undefined;
  /** The Dapr cluster that the store mirrors, and when the mirror was last compared with it. */
  readonly mirror?: { readonly source: string; readonly seenAt: Instant } | undefined;
  /** The sidecars that actions go to; there for a mirror. */
  readonly targets?: readonly EngineTarget[] | undefined;
};

/** Whether the runtime answers now. That it does not is an answer, not an error. */
export async function getRuntimeState(context: ServiceContext): Promise<RuntimeState> {
  const { control, now, mainAppId, runtimeAddress, storeName } = context;
  if (context.targets !== undefined) return clusterState(context, await context.targets());
  const reason = await control.ping(mainAppId).then(() => undefined, reasonOf);
  const mirror = context.mirror?.();
  const known = { address: runtimeAddress, store: storeName, checkedAt: now(), ...(mirror && { mirror }) };
  return reason === undefined ? { state: 'up', ...known } : { state: 'down', ...known, reason };
}

/** Each app has a sidecar of its own, or none; what cannot be done is told for each, so the cluster as a whole is up. */
function clusterState(context: ServiceContext, targets: readonly EngineTarget[]): RuntimeState {
  const { now, storeName } = context;
  return {
    ...{ state: 'up', store: storeName, checkedAt: now(), mirror: context.mirror?.() },
    address: targets.map(({ appId, version = 'silent' }) => `${appId} ${version}`).join(', ') || 'none',
    targets,
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  throw error;
}
