import type { TimerOrigin } from '@/lib/domain/history-event';
import type { TimerCreatedEvent } from '../generated/history';

type WireOrigin = TimerCreatedEvent['origin'];

export function timerOriginToWire(origin: TimerOrigin | undefined): WireOrigin {
  switch (origin?.kind) {
    case undefined:
      return undefined;
    case 'plain':
      return { $case: 'createTimer', value: {} };
    case 'external-event':
      return { $case: 'externalEvent', value: { name: origin.name } };
    case 'activity-retry':
      return { $case: 'activityRetry', value: { taskExecutionId: origin.taskExecutionId } };
    case 'child-retry':
      return { $case: 'childWorkflowRetry', value: { instanceId: origin.instanceId } };
  }
}

export function timerOriginFromWire(origin: WireOrigin): TimerOrigin | undefined {
  switch (origin?.$case) {
    case undefined:
      return undefined;
    case 'createTimer':
      return { kind: 'plain' };
    case 'externalEvent':
      return { kind: 'external-event', name: origin.value.name };
    case 'activityRetry':
      return { kind: 'activity-retry', taskExecutionId: origin.value.taskExecutionId };
    case 'childWorkflowRetry':
      return { kind: 'child-retry', instanceId: origin.value.instanceId };
  }
}
