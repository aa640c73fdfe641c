import type { WorkflowAction, WorkflowActionBody } from '@/lib/domain/workflow-action';
import type { WorkflowAction as WireWorkflowAction } from '../generated/actions';
import * as completion from './completion-action';
import { instantFromWire, instantToWire } from './instant';
import { routerFromWire, routerToWire } from './router';
import * as spawn from './spawning-actions';
import { timerOriginFromWire, timerOriginToWire } from './timer-origin';

/** Partner of `workflowActionFromWire`. */
export function workflowActionToWire(action: WorkflowAction): WireWorkflowAction {
  return {
    id: action.id,
    workflowActionType: bodyToWire(action),
    router: action.router && routerToWire(action.router),
  };
}

/** An action of a kind that this version does not know becomes `unknown`. Throws `invalid` for unusable content. */
export function workflowActionFromWire(wire: WireWorkflowAction): WorkflowAction {
  const body: WorkflowActionBody = wire.workflowActionType
    ? bodyFromWire(wire.workflowActionType)
    : { kind: 'unknown' };
  return { ...body, id: wire.id, router: wire.router && routerFromWire(wire.router) };
}

type WireBody = NonNullable<WireWorkflowAction['workflowActionType']>;

function bodyToWire(action: WorkflowAction): WireBody | undefined {
  switch (action.kind) {
    case 'schedule-task':
      return { $case: 'scheduleTask', value: spawn.scheduleTaskToWire(action) };
    case 'create-child':
      return { $case: 'createChildWorkflow', value: spawn.createChildToWire(action) };
    case 'create-detached':
      return { $case: 'createDetachedWorkflow', value: spawn.createDetachedToWire(action) };
    case 'create-timer': {
      const origin = timerOriginToWire(action.origin);
      return { $case: 'createTimer', value: { fireAt: instantToWire(action.fireAt), name: action.name, origin } };
    }
    case 'send-event': {
      const instance = { instanceId: action.instanceId };
      return { $case: 'sendEvent', value: { instance, name: action.name, data: action.input } };
    }
    case 'complete':
      return { $case: 'completeWorkflow', value: completion.completeToWire(action) };
    case 'terminate': {
      const { instanceId, reason, recurse } = action;
      return { $case: 'terminateWorkflow', value: { instanceId, reason, recurse } };
    }
    case 'version-not-available':
      return { $case: 'workflowVersionNotAvailable', value: {} };
    case 'unknown':
      return undefined;
  }
}

function bodyFromWire(body: WireBody): WorkflowActionBody {
  switch (body.$case) {
    case 'scheduleTask':
      return spawn.scheduleTaskFromWire(body.value);
    case 'createChildWorkflow':
      return spawn.createChildFromWire(body.value);
    case 'createDetachedWorkflow':
      return spawn.createDetachedFromWire(body.value);
    case 'createTimer': {
      const { fireAt, name, origin } = body.value;
      return { kind: 'create-timer', fireAt: instantFromWire(fireAt), name, origin: timerOriginFromWire(origin) };
    }
    case 'sendEvent': {
      const { instance, name, data } = body.value;
      return { kind: 'send-event', instanceId: instance?.instanceId ?? '', name, input: data };
    }
    case 'completeWorkflow':
      return completion.completeFromWire(body.value);
    case 'terminateWorkflow':
      return { kind: 'terminate', ...body.value };
    case 'workflowVersionNotAvailable':
      return { kind: 'version-not-available' };
  }
}
