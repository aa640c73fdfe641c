import type { CompletionStatus, EventOf, HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import type { Change, Outgoing } from '@/lib/engine/change';
import { decide, type Decision } from '@/lib/engine/decide';
import { endTerminated } from '@/lib/engine/end';
import type { LiveInstance } from '@/lib/engine/live-instance';
import { receive } from '@/lib/engine/receive';
import { startInstance } from '@/lib/engine/start';
import { beginTurn, type TurnResponse } from '@/lib/engine/turn';

export const REF: InstanceRef = { appId: 'shop', instanceId: 'order-1' };

/** The time of everything a test does not care about. */
export const NOW = 1_000;

type ActionOf<K extends WorkflowAction['kind']> = Extract<WorkflowAction, { kind: K }>;
type Over<K extends WorkflowAction['kind']> = Partial<Omit<ActionOf<K>, 'kind' | 'id'>>;

/** What starts a run of `Order` at `NOW`. */
export function aStart(over: Partial<EventOf<'execution-started'>> = {}): EventOf<'execution-started'> {
  return {
    kind: 'execution-started',
    eventId: -1,
    at: NOW,
    name: 'Order',
    input: '{"sku":7}',
    instanceId: REF.instanceId,
    executionId: 'run-1',
    tags: {},
    ...over,
  };
}

/** An instance that no worker has seen yet. */
export function aPending(over: Partial<EventOf<'execution-started'>> = {}): LiveInstance {
  return startInstance({ ref: REF, key: 1 }, aStart(over)).next;
}

/** A child of `parent-1` in the app `sales`, not yet seen by a worker. */
export function aPendingChild(): LiveInstance {
  return aPending({
    parent: { taskId: 4, name: 'Parent', instanceId: 'parent-1', executionId: 'parent-run', appId: 'sales' },
  });
}

export function aTask(id: number, over: Over<'schedule-task'> = {}): WorkflowAction {
  return { kind: 'schedule-task', id, name: `Work${id}`, input: `${id}`, taskExecutionId: `call-${id}`, ...over };
}

export function aTimer(id: number, fireAt: number, over: Over<'create-timer'> = {}): WorkflowAction {
  return { kind: 'create-timer', id, fireAt, ...over };
}

/** A timer that gives up waiting for an external event at `fireAt`. */
export function anAwait(id: number, name: string, fireAt: number): WorkflowAction {
  return aTimer(id, fireAt, { origin: { kind: 'external-event', name } });
}

export function aChild(id: number, over: Over<'create-child'> = {}): WorkflowAction {
  return { kind: 'create-child', id, instanceId: '', name: 'Ship', input: `${id}`, ...over };
}

export function aDetached(id: number, over: Over<'create-detached'> = {}): WorkflowAction {
  return { kind: 'create-detached', id, instanceId: 'audit-1', name: 'Audit', tags: {}, ...over };
}

export function anEnd(id: number, status: CompletionStatus = 'completed', over: Over<'complete'> = {}): WorkflowAction {
  return { kind: 'complete', id, status, result: '"done"', carryover: [], ...over };
}

export type AnswerOptions = Partial<Omit<TurnResponse, 'actions'>> & {
  readonly now?: number;
  /** The instance when its turn was handed out, if other things have reached it since. */
  readonly asOf?: LiveInstance;
};

/** What the engine makes of a worker's answer to the turn that is due. New ids are `new-1`, `new-2`, … */
export function answer(
  instance: LiveInstance,
  actions: readonly WorkflowAction[],
  { now = NOW, asOf = instance, customStatus, version }: AnswerOptions = {},
): Decision {
  let ids = 0;
  const newId = (): string => `new-${(ids += 1)}`;
  const turn = beginTurn(asOf, now);
  return decide(instance, { turn, response: { actions, customStatus, version } }, { now, newId });
}

export type Taken = { readonly change: Change; readonly next: LiveInstance; readonly outgoing: readonly Outgoing[] };

/** The same for an answer that must be applied. */
export function take(instance: LiveInstance, actions: readonly WorkflowAction[], options: AnswerOptions = {}): Taken {
  const decision = answer(instance, actions, options);
  if (decision.kind !== 'applied') throw new Error(`the answer was ${JSON.stringify(decision)}`);
  return { change: decision.change, next: decision.change.next, outgoing: decision.outgoing };
}

/** An instance whose first turn answered with these actions. */
export function aRunning(...actions: readonly WorkflowAction[]): LiveInstance {
  return take(aPending(), actions).next;
}

/** The instance after it received what must change something. */
export function hear(instance: LiveInstance, body: HistoryEventBody, now = NOW): LiveInstance {
  const change = receive(instance, body, now);
  if (change === undefined) throw new Error(`${body.kind} changed nothing`);
  return change.next;
}

/** The same for several, one after the other. */
export function hearAll(instance: LiveInstance, ...bodies: readonly HistoryEventBody[]): LiveInstance {
  return bodies.reduce((current, body) => hear(current, body), instance);
}

/** An instance ended by a terminate request. */
export function aTerminated(instance: LiveInstance): LiveInstance {
  return endTerminated(hear(instance, terminate()), NOW).change.next;
}

export function taskDone(taskId: number, result = '"ok"'): HistoryEventBody {
  return { kind: 'task-completed', taskId, result, taskExecutionId: '' };
}

export function taskFailed(taskId: number, message = 'boom'): HistoryEventBody {
  return {
    kind: 'task-failed',
    taskId,
    failure: { type: 'Boom', message, nonRetriable: false },
    taskExecutionId: '',
  };
}

export function raised(name: string, input?: string): HistoryEventBody {
  return { kind: 'event-raised', name, input };
}

export function suspend(): HistoryEventBody {
  return { kind: 'execution-suspended', reason: undefined };
}

export function resume(): HistoryEventBody {
  return { kind: 'execution-resumed', reason: undefined };
}

export function terminate(over: { readonly output?: string; readonly recurse?: boolean } = {}): HistoryEventBody {
  return { kind: 'execution-terminated', output: over.output, recurse: over.recurse ?? false };
}

/** The kinds of events, in order. */
export function kindsOf(events: readonly HistoryEvent[]): readonly string[] {
  return events.map((event) => event.kind);
}

/** The kinds of what waits for the next turn. */
export function inboxOf(instance: LiveInstance): readonly string[] {
  return instance.inbox.map((entry) => entry.event.kind);
}
