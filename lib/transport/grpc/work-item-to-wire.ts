import { propagatedHistoryToWire } from '@/lib/protocol/convert/propagated-history';
import { routerToWire } from '@/lib/protocol/convert/router';
import { traceToWire } from '@/lib/protocol/convert/trace';
import type { WorkItem as WireWorkItem } from '@/lib/protocol/generated/work';
import type { ActivityItem, TurnItem, WorkItem } from '@/lib/runtime/runtime-port';

/**
 * The message a worker gets, but for the events of a turn, which `encodeWorkItem` adds as the bytes they are stored as.
 * No worker is asked to fetch history; one that keeps it is told how much of it was left out (dapr-protocol 1.4).
 */
export function workItemToWire(item: WorkItem): WireWorkItem {
  switch (item.kind) {
    case 'turn':
      return { request: turnToWire(item), completionToken: item.token };
    case 'activity':
      return { request: activityToWire(item), completionToken: item.token };
  }
}

function turnToWire(item: TurnItem): WireWorkItem['request'] {
  return {
    $case: 'workflowRequest',
    value: {
      instanceId: item.instanceId,
      executionId: item.executionId,
      pastEvents: [],
      newEvents: [],
      requiresHistoryStreaming: false,
      router: routerToWire(item.router),
      propagatedHistory: item.propagated && propagatedHistoryToWire(item.propagated),
      cachedHistory: item.omitted === 0 ? undefined : { eventCount: item.omitted },
    },
  };
}

function activityToWire(item: ActivityItem): WireWorkItem['request'] {
  return {
    $case: 'activityRequest',
    value: {
      name: item.name,
      version: item.version,
      input: item.input,
      workflowInstance: { instanceId: item.instanceId, executionId: item.executionId },
      taskId: item.taskId,
      parentTraceContext: item.trace && traceToWire(item.trace),
      taskExecutionId: item.taskExecutionId,
      propagatedHistory: item.propagated && propagatedHistoryToWire(item.propagated),
    },
  };
}
