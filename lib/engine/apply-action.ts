import type { EventOf, HistoryEvent, HistoryEventBody, Router } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import type { Outgoing } from './change';
import { executionIdOf, type LiveInstance } from './live-instance';
import { targetAppOf } from './target-app';

/** What one action puts into history and sends to others. */
export type ActionEffect = { readonly events: readonly HistoryEvent[]; readonly outgoing: readonly Outgoing[] };

export type ActionScope = {
  readonly instance: LiveInstance;
  readonly at: Instant;
  /** A fresh random id per call. */
  readonly newId: () => string;
};

type ActionOf<K extends WorkflowAction['kind']> = Extract<WorkflowAction, { kind: K }>;

/**
 * Turns one action into its events and messages (dapr-protocol 2.2). Completion is not among them: it ends the turn and
 * is decided with the whole of it.
 */
export function applyAction(action: WorkflowAction, scope: ActionScope): ActionEffect {
  switch (action.kind) {
    case 'schedule-task':
      return recorded(action, scope, {
        kind: 'task-scheduled',
        name: action.name,
        version: action.version,
        input: action.input,
        trace: scope.instance.view.started?.trace,
        taskExecutionId: action.taskExecutionId,
        propagation: action.propagation,
      });
    case 'create-timer':
      return recorded(action, scope, {
        kind: 'timer-created',
        fireAt: action.fireAt,
        name: action.name,
        origin: action.origin,
      });
    case 'create-child':
      return createChild(action, scope);
    case 'create-detached':
      return createDetached(action, scope);
    case 'send-event':
      return sendEvent(action, scope);
    case 'terminate':
      return {
        events: [],
        outgoing: [{ kind: 'terminate', to: targetOf(action, scope), output: action.reason, recurse: action.recurse }],
      };
    case 'complete':
    case 'version-not-available':
    case 'unknown':
      return { events: [], outgoing: [] };
  }
}

/** The id a child gets when its parent did not name it (B29). */
export function defaultChildId(parentId: string, taskId: number): string {
  return `${parentId}:${taskId.toString(16).padStart(4, '0')}`;
}

/** A fork's or a parent's request to run a child, as the event that starts it. */
export function childStarted(
  created: EventOf<'child-created'>,
  parent: LiveInstance,
  { at, newId }: Pick<ActionScope, 'at' | 'newId'>,
): EventOf<'execution-started'> {
  const { started } = parent.view;
  return {
    kind: 'execution-started',
    eventId: -1,
    at,
    name: created.name,
    version: created.version,
    input: created.input,
    instanceId: created.instanceId,
    executionId: newId(),
    parent: {
      taskId: created.eventId,
      name: started?.name,
      version: started?.version,
      instanceId: parent.ref.instanceId,
      executionId: executionIdOf(parent),
      appId: parent.ref.appId,
    },
    trace: started?.trace,
    tags: {},
    router: { ...routerOf(parent.ref, created.router) },
  };
}

function createChild(action: ActionOf<'create-child'>, scope: ActionScope): ActionEffect {
  const instanceId =
    action.instanceId === '' ? defaultChildId(scope.instance.ref.instanceId, action.id) : action.instanceId;
  const created: EventOf<'child-created'> = {
    kind: 'child-created',
    eventId: action.id,
    at: scope.at,
    router: routerOf(scope.instance.ref, action.router),
    instanceId,
    name: action.name,
    version: action.version,
    input: action.input,
    trace: scope.instance.view.started?.trace,
    retryOf: action.retryOf,
    propagation: action.propagation,
  };
  const started = childStarted(created, scope.instance, scope);
  const ref: InstanceRef = { appId: targetOf(action, scope).appId, instanceId };
  return { events: [created], outgoing: [{ kind: 'create', ref, started, taskId: action.id }] };
}

function createDetached(action: ActionOf<'create-detached'>, scope: ActionScope): ActionEffect {
  const { instanceId, name, version, input, scheduledStartAt, tags, trace } = action;
  const started: EventOf<'execution-started'> = {
    kind: 'execution-started',
    eventId: -1,
    at: scope.at,
    name,
    version,
    input,
    instanceId,
    executionId: action.executionId ?? scope.newId(),
    scheduledStartAt,
    trace,
    tags,
    router: routerOf(scope.instance.ref, action.router),
  };
  const ref: InstanceRef = { appId: targetOf(action, scope).appId, instanceId };
  const { events } = recorded(action, scope, { kind: 'detached-created', instanceId });
  return { events, outgoing: [{ kind: 'create', ref, started, taskId: undefined }] };
}

function sendEvent(action: ActionOf<'send-event'>, scope: ActionScope): ActionEffect {
  const { instanceId, name, input } = action;
  const { events } = recorded(action, scope, { kind: 'event-sent', instanceId, name, input });
  const to = targetOf(action, scope);
  return {
    events,
    outgoing: [{ kind: 'deliver', to, event: { kind: 'event-raised', name, input }, executionId: undefined }],
  };
}

function recorded(action: WorkflowAction, scope: ActionScope, body: HistoryEventBody): ActionEffect {
  const router = routerOf(scope.instance.ref, action.router);
  return { events: [{ ...body, eventId: action.id, at: scope.at, router }], outgoing: [] };
}

/** Every action is stamped with the app it comes from, whatever the SDK wrote there. */
function routerOf(from: InstanceRef, asked: Router | undefined): Router {
  return { ...asked, sourceAppId: from.appId };
}

function targetOf(
  action: ActionOf<'create-child' | 'create-detached' | 'send-event' | 'terminate'>,
  scope: ActionScope,
): InstanceRef {
  return { appId: targetAppOf(action.router, scope.instance.ref.appId), instanceId: action.instanceId };
}
