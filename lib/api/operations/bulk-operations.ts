import { doneSchema } from '../actions';
import {
  bulkConfirmBody,
  bulkDraftBody,
  bulkExportParams,
  bulkItemsParams,
  bulkItemsSchema,
  bulkJobDetailSchema,
  bulkJobSchema,
  bulkJobsSchema,
  bulkSteerBody,
} from '../bulk';
import type { Operation } from './operation';

const LIST = '/api/v1/bulk';
const ONE = `${LIST}/{id}`;
const tag = 'Bulk jobs';
const job = { BulkJob: bulkJobSchema };

/** What can be asked about bulk jobs. */
export const BULK_OPERATIONS = {
  listBulkJobs: {
    ...{ method: 'GET', path: LIST, tag, useCases: ['listBulkJobs'] },
    ...{ summary: 'Lists the newest bulk jobs', answer: { BulkJobs: bulkJobsSchema } },
  },
  draftBulkJob: {
    ...{ method: 'POST', path: LIST, tag, useCases: ['draftBulkJob'] },
    ...{ summary: 'Writes down what a bulk job would act on', body: bulkDraftBody, answer: job },
  },
  getBulkJob: {
    ...{ method: 'GET', path: ONE, tag, useCases: ['getBulkJob'] },
    ...{ summary: 'Shows a bulk job', answer: { BulkJobDetail: bulkJobDetailSchema } },
  },
  steerBulkJob: {
    ...{ method: 'PATCH', path: ONE, tag, useCases: ['steerBulkJob'] },
    ...{ summary: 'Pauses, resumes, aborts or slows down a bulk job', body: bulkSteerBody, answer: job },
  },
  deleteBulkJob: {
    ...{ method: 'DELETE', path: ONE, tag, useCases: ['deleteBulkJob'] },
    ...{ summary: 'Deletes a bulk job that does nothing', answer: { Done: doneSchema } },
  },
  confirmBulkJob: {
    ...{ method: 'POST', path: `${ONE}/confirm`, tag, useCases: ['confirmBulkJob'] },
    ...{ summary: 'Lets a bulk job act on the set that was looked at', body: bulkConfirmBody, answer: job },
  },
  retryBulkJob: {
    ...{ method: 'POST', path: `${ONE}/retry`, tag, useCases: ['retryBulkJob'] },
    ...{ summary: 'Acts once more on what failed', answer: job },
  },
  listBulkItems: {
    ...{ method: 'GET', path: `${ONE}/items`, tag, useCases: ['listBulkItems'] },
    ...{ summary: 'Lists what became of each execution', query: bulkItemsParams },
    answer: { BulkItems: bulkItemsSchema },
  },
  exportBulkItems: {
    ...{ method: 'GET', path: `${ONE}/export`, tag, useCases: ['exportBulkItems'] },
    ...{ summary: 'Downloads what became of each execution', query: bulkExportParams },
    media: ['text/csv', 'application/x-ndjson'],
  },
} as const satisfies Record<string, Operation>;
