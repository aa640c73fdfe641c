import type { ParentInstance } from '@/lib/domain/history-event';
import type { ParentInstanceInfo } from '../generated/workflow';

export function parentToWire(parent: ParentInstance): ParentInstanceInfo {
  return {
    taskScheduledId: parent.taskId,
    name: parent.name,
    version: parent.version,
    workflowInstance: { instanceId: parent.instanceId, executionId: parent.executionId },
    appID: parent.appId,
    appNamespace: parent.namespace,
  };
}

export function parentFromWire(parent: ParentInstanceInfo): ParentInstance {
  return {
    taskId: parent.taskScheduledId,
    name: parent.name,
    version: parent.version,
    instanceId: parent.workflowInstance?.instanceId ?? '',
    executionId: parent.workflowInstance?.executionId,
    appId: parent.appID,
    namespace: parent.appNamespace,
  };
}
