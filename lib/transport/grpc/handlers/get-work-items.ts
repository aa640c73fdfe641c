import { type handleServerStreamingCall, type ServerWritableStream, status as Code } from '@grpc/grpc-js';
import { type GetWorkItemsRequest, WorkerCapability } from '@/lib/protocol/generated/work';
import type { WorkerConnection, WorkerStream, WorkItem } from '@/lib/runtime/runtime-port';
import { AppError } from '@/lib/domain/app-error';
import { type Door, enter, type Entrance } from '../door';
import { plainWording, statusOf } from '../error-status';
import type { FirstStreams } from '../first-streams';
import type { OpenCalls } from '../open-calls';
import { createOutbox } from '../outbox';
import { encodeWorkItem } from '../encode-work-item';

type WorkerCall = ServerWritableStream<GetWorkItemsRequest, Buffer>;

export type StreamContext = {
  readonly entrance: Entrance;
  readonly openCalls: OpenCalls;
  readonly firstStreams: FirstStreams;
  /** How long a worker may leave its stream unread, in milliseconds. */
  readonly stallAfterMs: number;
};

/** A worker's stream: items are pushed until the worker leaves, stops reading, is given up, or the server stops. */
export function getWorkItems(context: StreamContext): handleServerStreamingCall<GetWorkItemsRequest, Buffer> {
  return (call) => {
    // A stream never ends by an error merely because the server stops: a worker may give up for good then.
    if (context.openCalls.stopping()) call.end();
    else {
      const door = admitted(call, context.entrance);
      if (door === undefined) return;
      if (context.firstStreams.mustEndWell(call.getPeer(), call.metadata)) call.end();
      else serveWorker(call, { ...context, door });
    }
  };
}

/** The door of a worker that was let in; the stream of any other ends by an error. */
function admitted(call: WorkerCall, entrance: Entrance): Door | undefined {
  try {
    return enter(entrance, call.metadata);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, details } = statusOf(error, plainWording);
    const hint = error.hint ?? 'Give the worker the address and the API token of its app.';
    entrance.log.warn({ address: call.getPeer(), reason: error.message, hint }, 'A worker was turned away');
    endWithStatus(call, code, details);
    return undefined;
  }
}

function serveWorker(call: WorkerCall, { door, openCalls, stallAfterMs }: StreamContext & { door: Door }): void {
  const worker = { appId: door.appId, address: call.getPeer(), client: clientOf(call) };
  const keepsHistory = call.request.capabilities.includes(WorkerCapability.WORKER_CAPABILITY_STATEFUL_HISTORY);
  // Everything below may end the stream, even while it is being set up; what is to be undone then is collected here.
  const undo: (() => void)[] = [];
  let open = true;
  const leave = (reason: string): boolean => {
    if (!open) return false;
    open = false;
    for (const step of undo) step();
    door.log.info({ ...worker, reason }, 'Worker disconnected');
    return true;
  };
  const end = (code: Code, reason: string): void => {
    if (leave(reason)) endWithStatus(call, code, reason);
  };
  const undoLater = (step: () => void): void => {
    if (open) undo.push(step);
    else step();
  };

  const outbox = createOutbox({
    sink: call,
    toWire: encodeWorkItem,
    stallAfterMs,
    onStall: () => end(Code.UNAVAILABLE, 'The worker does not read its work items.'),
    onUnwritable: (err, { kind, instanceId }: WorkItem) =>
      door.log.error({ ...worker, err, instanceId, kind }, 'A work item cannot be sent'),
  });
  undoLater(() => outbox.close());
  for (const event of ['cancelled', 'close', 'error']) call.on(event, () => leave(event));
  undoLater(
    openCalls.add(() => {
      if (leave('the runtime is stopping')) call.end();
    }),
  );
  const connection = connect(door, {
    ...worker,
    keepsHistory,
    send: (item) => outbox.push(item),
    end: (reason) => end(Code.UNAVAILABLE, reason),
  });
  if (connection === undefined) {
    end(Code.UNAVAILABLE, 'The runtime cannot take a worker at this time.');
    return;
  }
  undoLater(() => connection.close());
  if (call.cancelled) leave('cancelled');
  else door.log.info(worker, 'Worker connected');
}

/** What the client's gRPC library says of itself. */
function clientOf(call: WorkerCall): string | undefined {
  return call.metadata.get('user-agent')[0]?.toString();
}

function connect({ runtime, log }: Door, stream: WorkerStream): WorkerConnection | undefined {
  try {
    return runtime.connect(stream);
  } catch (err) {
    log.error({ err, appId: stream.appId, address: stream.address }, 'A worker was turned away');
    return undefined;
  }
}

function endWithStatus(call: WorkerCall, code: Code, details: string): void {
  call.emit('error', Object.assign(new Error(details), { code, details }));
}
