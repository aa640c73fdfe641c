import type { Metadata } from '@grpc/grpc-js';
import type { InstanceRef } from '@/lib/domain/instance';
import type { TaskRouter } from '@/lib/protocol/generated/workflow';
import { type AppAccess, type Caller, TOKEN_HEADER } from '@/lib/runtime/apps/app-access';
import type { Runtime } from '@/lib/runtime/runtime-port';
import type { Log } from '@/lib/telemetry/log';

/** What one listener stands on before anybody has come. */
export type Entrance = { readonly runtime: Runtime; readonly access: AppAccess; readonly log: Log };

/** What every handler stands on: a caller who was let in, and who speaks for one app. */
export type Door = Caller & { readonly runtime: Runtime; readonly log: Log };

/** Answers one unary RPC. The signal aborts when the caller gives up or the server stops. */
export type Handler<Request, Response> = (door: Door, request: Request, signal: AbortSignal) => Promise<Response>;

/** Lets a caller in by the token of the call. Throws `unauthenticated`. */
export function enter({ runtime, access, log }: Entrance, metadata: Metadata): Door {
  const [token] = metadata.get(TOKEN_HEADER);
  return { runtime, log, ...access.admit(token === undefined ? undefined : String(token)) };
}

/** The instance a request is about: of the app its router names, else of the caller's own. Throws `unauthenticated`. */
export function refIn(door: Door, instanceId: string, router: TaskRouter | undefined): InstanceRef {
  const appId = router?.targetAppID || door.appId;
  door.requireReach(appId);
  return { appId, instanceId };
}
