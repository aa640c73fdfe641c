import type { DaprServer } from '@/lib/protocol/generated/dapr-runtime';
import type { AppMetadata } from '@/lib/runtime/apps/app-metadata';
import { daprWorkflowApi } from '@/lib/runtime/dapr-api/workflow-api';
import { stateWording } from '../error-status';
import { type CallContext, unary } from '../unary';
import { getMetadata, setMetadata } from './app-metadata';
import {
  deleteBulkState,
  deleteState,
  executeStateTransaction,
  getBulkState,
  getState,
  saveState,
} from './state-verbs';
import { getWorkflow, operateOnWorkflow, raiseEventWorkflow, startWorkflow } from './workflow-verbs';

/**
 * Dapr's own service as far as client code from before the task hub service calls it for workflows (dapr-protocol 1.5):
 * each verb under two names, metadata, and the state that their activities keep. Every other method of it is answered UNIMPLEMENTED.
 */
export function daprServiceImplementation(context: CallContext & { metadata: AppMetadata }): DaprServer {
  const api = daprWorkflowApi(context.entrance.runtime);
  const start = unary(context, startWorkflow(api));
  const get = unary(context, getWorkflow(api));
  const purge = unary(context, operateOnWorkflow(api.purge));
  const terminate = unary(context, operateOnWorkflow(api.terminate));
  const pause = unary(context, operateOnWorkflow(api.pause));
  const resume = unary(context, operateOnWorkflow(api.resume));
  const raiseEvent = unary(context, raiseEventWorkflow(api));
  return {
    getMetadata: unary(context, getMetadata(context.metadata)),
    setMetadata: unary(context, setMetadata(context.metadata)),
    getState: unary(context, getState, stateWording),
    getBulkState: unary(context, getBulkState, stateWording),
    saveState: unary(context, saveState, stateWording),
    deleteState: unary(context, deleteState, stateWording),
    deleteBulkState: unary(context, deleteBulkState, stateWording),
    executeStateTransaction: unary(context, executeStateTransaction, stateWording),
    startWorkflowAlpha1: start,
    startWorkflowBeta1: start,
    getWorkflowAlpha1: get,
    getWorkflowBeta1: get,
    purgeWorkflowAlpha1: purge,
    purgeWorkflowBeta1: purge,
    terminateWorkflowAlpha1: terminate,
    terminateWorkflowBeta1: terminate,
    pauseWorkflowAlpha1: pause,
    pauseWorkflowBeta1: pause,
    resumeWorkflowAlpha1: resume,
    resumeWorkflowBeta1: resume,
    raiseEventWorkflowAlpha1: raiseEvent,
    raiseEventWorkflowBeta1: raiseEvent,
  };
}
