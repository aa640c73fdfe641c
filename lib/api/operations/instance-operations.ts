import {
  doneSchema,
  purgeBody,
  purgeResultSchema,
  raiseEventBody,
  reasonBody,
  rerunBody,
  retryNowBody,
  startBody,
  startedSchema,
  terminateBody,
} from '../actions';
import { exportedRunSchema, importBody, runExportParams } from '../bundle';
import { compareParams, comparisonSchema } from '../compare';
import { graphParams, graphSchema } from '../graph';
import { aggregateParamsSchema, exportParamsSchema, listParamsSchema } from '../list-params';
import { childrenParams, historyParams, stepsParams } from '../query-params';
import {
  aggregateSchema,
  childrenSchema,
  historyPageSchema,
  instanceCountsSchema,
  instanceDetailSchema,
  instancePageSchema,
  stepsSchema,
} from '../schemas';
import { valuesBody, valuesSchema } from '../values';
import type { Operation } from './operation';

const LIST = '/api/v1/instances';
const ONE = `${LIST}/{appId}/{instanceId}`;
const tag = 'Executions';
const done = { Done: doneSchema };

/** What can be asked about executions. */
export const INSTANCE_OPERATIONS = {
  listInstances: {
    ...{ method: 'GET', path: LIST, tag, useCases: ['listInstances'] },
    ...{ summary: 'Lists executions, newest first', query: listParamsSchema },
    answer: { InstancePage: instancePageSchema },
  },
  startInstance: {
    ...{ method: 'POST', path: LIST, tag, useCases: ['startInstance'] },
    ...{ summary: 'Starts an execution', body: startBody, answer: { Started: startedSchema } },
  },
  countInstances: {
    ...{ method: 'GET', path: `${LIST}/counts`, tag, useCases: ['countInstances'] },
    ...{ summary: 'Counts executions by status, app and workflow', query: listParamsSchema },
    answer: { InstanceCounts: instanceCountsSchema },
  },
  aggregateInstances: {
    ...{ method: 'GET', path: `${LIST}/aggregate`, tag, useCases: ['aggregateInstances'] },
    ...{ summary: 'Tells how the newest executions of a filter went, as one graph', query: aggregateParamsSchema },
    answer: { Aggregate: aggregateSchema },
  },
  exportInstances: {
    ...{ method: 'GET', path: `${LIST}/export`, tag, useCases: ['exportInstances'] },
    ...{ summary: 'Downloads a list of executions', query: exportParamsSchema },
    media: ['text/csv', 'application/x-ndjson'],
  },
  readValues: {
    ...{ method: 'POST', path: `${LIST}/values`, tag, useCases: ['readValues'] },
    ...{ summary: 'Reads places in the payloads of some executions', body: valuesBody },
    answer: { Values: valuesSchema },
  },
  getInstance: {
    ...{ method: 'GET', path: ONE, tag, useCases: ['getInstance'] },
    ...{ summary: 'Shows one execution with its payloads and relatives' },
    answer: { InstanceDetail: instanceDetailSchema },
  },
  listChildren: {
    ...{ method: 'GET', path: `${ONE}/children`, tag, useCases: ['listChildren'] },
    ...{ summary: 'Lists its child workflows', query: childrenParams, answer: { Children: childrenSchema } },
  },
  readHistory: {
    ...{ method: 'GET', path: `${ONE}/history`, tag, useCases: ['readHistory'] },
    ...{ summary: 'Reads its history from an event on', query: historyParams },
    answer: { HistoryPage: historyPageSchema },
  },
  listSteps: {
    ...{ method: 'GET', path: `${ONE}/steps`, tag, useCases: ['listSteps'] },
    ...{ summary: 'Lists its steps as they were scheduled', query: stepsParams, answer: { Steps: stepsSchema } },
  },
  compareInstances: {
    ...{ method: 'GET', path: `${ONE}/compare`, tag, useCases: ['compareInstances'] },
    ...{ summary: 'Tells where it and another execution differ', query: compareParams },
    answer: { Comparison: comparisonSchema },
  },
  exportRun: {
    ...{ method: 'GET', path: `${ONE}/export`, tag, useCases: ['exportRun'] },
    ...{ summary: 'Reads all that is kept of it, to be kept elsewhere', query: runExportParams },
    answer: { ExportedRun: exportedRunSchema },
  },
  importRun: {
    ...{ method: 'POST', path: '/api/v1/imports', tag, useCases: ['importRun'] },
    ...{ summary: 'Keeps an execution from elsewhere, to be looked at; it is never run', body: importBody },
    answer: { Started: startedSchema },
  },
  readGraph: {
    ...{ method: 'GET', path: `${ONE}/graph`, tag, useCases: ['readGraph'] },
    ...{ summary: 'Draws its steps and the order in which they led to each other', query: graphParams },
    ...{ answer: { Graph: graphSchema }, media: ['text/vnd.mermaid', 'text/vnd.graphviz', 'image/svg+xml'] },
  },
  pauseInstance: {
    ...{ method: 'POST', path: `${ONE}/pause`, tag, useCases: ['pauseInstance'] },
    ...{ summary: 'Suspends it until it is resumed', body: reasonBody, answer: done },
  },
  resumeInstance: {
    ...{ method: 'POST', path: `${ONE}/resume`, tag, useCases: ['resumeInstance'] },
    ...{ summary: 'Lets a suspended execution go on', body: reasonBody, answer: done },
  },
  terminateInstance: {
    ...{ method: 'POST', path: `${ONE}/terminate`, tag, useCases: ['terminateInstance'] },
    ...{ summary: 'Ends it at once', body: terminateBody, answer: done },
  },
  raiseEvent: {
    ...{ method: 'POST', path: `${ONE}/raise-event`, tag, useCases: ['raiseEvent'] },
    ...{ summary: 'Sends it an event', body: raiseEventBody, answer: done },
  },
  rerunInstance: {
    ...{ method: 'POST', path: `${ONE}/rerun`, tag, useCases: ['rerunInstance'] },
    ...{
      summary: 'Repeats it from a step on, as a new execution',
      body: rerunBody,
      answer: { Started: startedSchema },
    },
  },
  retryNow: {
    ...{ method: 'POST', path: `${ONE}/retry-now`, tag, useCases: ['retryNow'] },
    ...{ summary: 'Makes the next try of a step now', body: retryNowBody, answer: done },
  },
  purgeInstance: {
    ...{ method: 'POST', path: `${ONE}/purge`, tag, useCases: ['purgeInstance'] },
    ...{ summary: 'Deletes what is kept of an execution that has ended', body: purgeBody },
    answer: { Purged: purgeResultSchema },
  },
} as const satisfies Record<string, Operation>;
