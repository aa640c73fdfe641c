import { historyEventToWire } from '@/lib/protocol/convert/history-event';
import { propagatedHistoryToWire } from '@/lib/protocol/convert/propagated-history';
import { routerToWire } from '@/lib/protocol/convert/router';
import { traceToWire } from '@/lib/protocol/convert/trace';
import type { WorkItem as WireWorkItem } from '@/lib/protocol/generated/work';
import type { ActivityItem, TurnItem, WorkItem } from '@/lib/runtime/runtime-port';

/** The message a worker gets. History always goes whole: no worker is asked to fetch it. */
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
      pastEvents: item.past.map(historyEventToWire),
      newEvents: item.fresh.map(historyEventToWire),
      requiresHistoryStreaming: false,
      router: routerToWire(item.router),
      propagatedHistory: item.propagated && propagatedHistoryToWire(item.propagated),
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
