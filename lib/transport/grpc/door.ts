import type { InstanceRef } from '@/lib/domain/instance';
import type { TaskRouter } from '@/lib/protocol/generated/workflow';
import type { Runtime } from '@/lib/runtime/runtime-port';
import type { Log } from '@/lib/telemetry/log';

/** What every handler stands on: one listener serves one App ID. */
export type Door = { readonly runtime: Runtime; readonly appId: string; readonly log: Log };

/** Answers one unary RPC. The signal aborts when the caller gives up or the server stops. */
export type Handler<Request, Response> = (door: Door, request: Request, signal: AbortSignal) => Promise<Response>;

/** The instance a request is about: of the app its router names, else of the listener's own. */
export function refIn(door: Door, instanceId: string, router: TaskRouter | undefined): InstanceRef {
  return { appId: router?.targetAppID || door.appId, instanceId };
}
