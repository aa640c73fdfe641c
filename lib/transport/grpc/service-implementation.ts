import type { TaskHubSidecarServiceServer, TaskHubSidecarServiceService } from '@/lib/protocol/generated/service';
import { operationWording, purgeWording } from './error-status';
import { completeActivityTask } from './handlers/complete-activity-task';
import { completeWorkflowTask } from './handlers/complete-workflow-task';
import { getInstance } from './handlers/get-instance';
import { getInstanceHistory } from './handlers/get-instance-history';
import { getWorkItems, type StreamContext } from './handlers/get-work-items';
import { hello } from './handlers/hello';
import { listInstanceIds } from './handlers/list-instance-ids';
import { purgeInstances } from './handlers/purge-instances';
import { raiseEvent } from './handlers/raise-event';
import { rerunWorkflowFromEvent } from './handlers/rerun-workflow-from-event';
import { resumeInstance } from './handlers/resume-instance';
import { startInstance } from './handlers/start-instance';
import { suspendInstance } from './handlers/suspend-instance';
import { terminateInstance } from './handlers/terminate-instance';
import { waitForInstanceCompletion, waitForInstanceStart } from './handlers/wait-for-instance';
import { unary } from './unary';

type Implementation = {
  readonly [Rpc in keyof TaskHubSidecarServiceService]: Rpc extends 'getWorkItems'
    ? ReturnType<typeof getWorkItems>
    : TaskHubSidecarServiceServer[Rpc];
};

/** All RPCs of the service, each with its handler and the words it refuses with. */
export function serviceImplementation(context: StreamContext): Implementation {
  const completeTurn = unary(context, completeWorkflowTask);
  return {
    hello: unary(context, hello),
    startInstance: unary(context, startInstance),
    getInstance: unary(context, getInstance),
    waitForInstanceStart: unary(context, waitForInstanceStart),
    waitForInstanceCompletion: unary(context, waitForInstanceCompletion),
    raiseEvent: unary(context, raiseEvent, operationWording),
    terminateInstance: unary(context, terminateInstance, operationWording),
    suspendInstance: unary(context, suspendInstance, operationWording),
    resumeInstance: unary(context, resumeInstance, operationWording),
    purgeInstances: unary(context, purgeInstances, purgeWording),
    rerunWorkflowFromEvent: unary(context, rerunWorkflowFromEvent),
    listInstanceIDs: unary(context, listInstanceIds),
    getInstanceHistory: unary(context, getInstanceHistory),
    getWorkItems: getWorkItems(context),
    completeActivityTask: unary(context, completeActivityTask),
    completeOrchestratorTask: completeTurn,
    completeWorkflowTask: completeTurn,
  };
}
