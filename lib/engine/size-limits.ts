import type { HistoryEvent } from '@/lib/domain/history-event';
import type { Instant } from '@/lib/domain/instant';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import type { Change } from './change';
import { failureBytes, payloadBytes, textBytes } from './event-bytes';
import type { LiveInstance } from './live-instance';
import { stall, type Stall } from './stall';
import type { TurnResponse } from './turn';

/** How large things may grow, in bytes; Infinity sets no limit. */
export type SizeLimits = {
  /** Largest payload of one activity result, event or input, in bytes; a larger one stalls the instance. */
  readonly maxPayloadBytes: number;
  /** Largest history and inbox of one instance together, in bytes; a larger one stalls it. */
  readonly maxHistoryBytes: number;
};

export const NO_SIZE_LIMITS: SizeLimits = { maxPayloadBytes: Infinity, maxHistoryBytes: Infinity };

/** The first payload of a worker's answer that is too large (dapr-protocol 2.7, B61). */
export function findLargeAction(response: TurnResponse, limits: SizeLimits): Stall | undefined {
  if (limits.maxPayloadBytes === Infinity) return undefined;
  for (const action of response.actions) {
    const found = largePayload(wordsFor(action), actionBytes(action), limits);
    if (found !== undefined) return found;
  }
  return largePayload('the custom status', textBytes(response.customStatus), limits);
}

/** A history that has grown beyond its limit; that of an ended instance no worker has to take any more. */
export function findLargeHistory({ state, view }: LiveInstance, limits: SizeLimits): Stall | undefined {
  const limit = limits.maxHistoryBytes;
  if (state.completed !== undefined || view.bytes <= limit) return undefined;
  const description = `history and received events take ${view.bytes} bytes; maxHistory allows ${limit}`;
  return { reason: 'payload-size-exceeded', description };
}

/** Why the next turn of an instance cannot be handed to any worker: its history, or something that it received. */
export function findLargeTurn(instance: LiveInstance, limits: SizeLimits): Stall | undefined {
  const large = findLargeHistory(instance, limits);
  if (large !== undefined || limits.maxPayloadBytes === Infinity) return large;
  for (const { event } of instance.inbox) {
    const found = largePayload(wordsForReceived(instance, event), payloadBytes(event), limits);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Records such a stall, once for each limit: what arrives while it lasts does not repeat it. */
export function stallLargeTurn(instance: LiveInstance, limits: SizeLimits, now: Instant): Change | undefined {
  const found = findLargeTurn(instance, limits);
  if (found === undefined || isTold(instance, found)) return undefined;
  return stall(instance, found, now);
}

/** True when the instance is stalled for this already: same reason, same limit. */
export function isTold({ state }: LiveInstance, { reason, description }: Stall): boolean {
  const told = state.stalled;
  return told?.reason === reason && limitIn(told.description ?? '') === limitIn(description);
}

function limitIn(description: string): string {
  return description.slice(description.lastIndexOf(';'));
}

function largePayload(what: string, bytes: number, { maxPayloadBytes }: SizeLimits): Stall | undefined {
  if (bytes <= maxPayloadBytes) return undefined;
  const description = `${what} has ${bytes} bytes; maxPayload allows ${maxPayloadBytes}`;
  return { reason: 'payload-size-exceeded', description };
}

function actionBytes(action: WorkflowAction): number {
  if (action.kind === 'complete') return textBytes(action.result) + failureBytes(action.failure);
  if (action.kind === 'terminate') return textBytes(action.reason);
  return 'input' in action ? textBytes(action.input) : 0;
}

function wordsFor(action: WorkflowAction): string {
  switch (action.kind) {
    case 'schedule-task':
      return `the input of activity ${action.name} (action ${action.id})`;
    case 'create-child':
      return `the input of child workflow ${action.name} (action ${action.id})`;
    case 'create-detached':
      return `the input of workflow ${action.name} (action ${action.id})`;
    case 'send-event':
      return `the payload of event ${action.name} (action ${action.id})`;
    case 'complete':
      return action.status === 'continued-as-new' ? 'the input to continue as new with' : 'the result of the workflow';
    default:
      return `action ${action.id}`;
  }
}

function wordsForReceived({ state }: LiveInstance, event: HistoryEvent): string {
  switch (event.kind) {
    case 'execution-started':
      return 'the input of the workflow';
    case 'event-raised':
      return `the payload of event ${event.name}`;
    case 'task-completed':
    case 'task-failed':
      return `the result of activity ${state.tasks.get(event.taskId)?.name ?? ''} (action ${event.taskId})`;
    case 'child-completed':
    case 'child-failed':
      return `the result of child workflow ${state.children.get(event.taskId)?.name ?? ''} (action ${event.taskId})`;
    default:
      return 'something received';
  }
}
