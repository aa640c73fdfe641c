import { AppError } from '@/lib/domain/app-error';
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
};

/** Whether the runtime answers now. That it does not is an answer, not an error. */
export async function getRuntimeState(context: ServiceContext): Promise<RuntimeState> {
  const { control, now, mainAppId, runtimeAddress, storeName } = context;
  const reason = await control.ping(mainAppId).then(() => undefined, reasonOf);
  const mirror = context.mirror?.();
  const known = { address: runtimeAddress, store: storeName, checkedAt: now(), ...(mirror && { mirror }) };
  return reason === undefined ? { state: 'up', ...known } : { state: 'down', ...known, reason };
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  throw error;
}
