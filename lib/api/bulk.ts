import { z } from 'zod';
import { ACTOR_KINDS, ROLES } from '@/lib/domain/actor';
import { BULK_STATES, FASTEST_RATE, ITEM_STATES, MOST_PICKED } from '@/lib/domain/bulk-job';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { jsonText, name } from './actions';
import { EXPORT_FORMATS, listParamsSchema } from './list-params';

const rate = z.number().int().min(1).max(FASTEST_RATE);

const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('terminate'), recursive: z.boolean().default(true), output: jsonText.optional() }),
  z.object({ kind: z.literal('raise-event'), name: name.or(z.literal('')).default(''), input: jsonText.optional() }),
  z.object({ kind: z.literal('rerun'), from: z.enum(['start', 'failed-step']) }),
  z.object({ kind: z.literal('purge'), recursive: z.boolean().default(true) }),
]);

const filter = listParamsSchema.omit({ cursor: true, limit: true });

const ref = z.object({ appId: name, instanceId: name });

/**
 * POST /api/v1/bulk: writes down the set of a job; nothing is done before it is confirmed. `filter` has the fields of the
 * list's query; `refs` names executions. What the action needs may also come with the confirmation.
 */
export const bulkDraftBody = z.object({
  action,
  target: z.union([z.strictObject({ filter }), z.strictObject({ refs: z.array(ref).min(1).max(MOST_PICKED) })]),
});

/** POST /api/v1/bulk/{id}/confirm. `setHash` is that of the set that was looked at; `rate`: most executions in a second. */
export const bulkConfirmBody = z.object({
  setHash: z.string(),
  action: action.optional(),
  reason: z.string().trim().max(1000).optional(),
  rate: rate.optional(),
});

/** PATCH /api/v1/bulk/{id}. A `rate` of null lifts the limit. */
export const bulkSteerBody = z.object({
  state: z.enum(['running', 'paused', 'aborted']).optional(),
  rate: rate.nullable().optional(),
});

/** The query of GET /api/v1/bulk/{id}/items. `after` is the place of the last item of the page before. */
export const bulkItemsParams = z.object({
  state: z.array(z.enum(ITEM_STATES)).default([]),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** The query of GET /api/v1/bulk/{id}/export. */
export const bulkExportParams = z.object({ format: z.enum(EXPORT_FORMATS) });

const tally = z.object({
  total: z.number(),
  waiting: z.number(),
  done: z.number(),
  skipped: z.number(),
  failed: z.number(),
});

const listFilter = z.object({
  statuses: z.array(z.enum(INSTANCE_STATUSES)),
  appIds: z.array(z.string()),
  names: z.array(z.string()),
  createdFrom: z.number().optional(),
  createdBefore: z.number().optional(),
  query: z.string().optional(),
});

/** A job as the API tells it. */
export const bulkJobSchema = z.object({
  id: z.string(),
  action,
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('filter'), filter: listFilter }),
    z.object({ kind: z.literal('selection'), refs: z.array(ref) }),
  ]),
  owner: z.object({
    ...{ kind: z.enum(ACTOR_KINDS), name: z.string(), role: z.enum(ROLES), seesPayloads: z.boolean() },
    scope: z.object({ apps: z.array(z.string()), workflows: z.array(z.string()) }),
  }),
  reason: z.string().optional(),
  state: z.enum(BULK_STATES),
  rate: z.number().optional(),
  tally,
  setHash: z.string(),
  createdAt: z.number(),
  confirmedAt: z.number().optional(),
  endedAt: z.number().optional(),
  trouble: z.string().optional(),
});

export type BulkJobJson = z.infer<typeof bulkJobSchema>;

const group = z.object({
  ...{ appId: z.string(), name: z.string(), status: z.enum(INSTANCE_STATUSES), state: z.enum(ITEM_STATES) },
  ...{ note: z.string().optional(), count: z.number() },
});

/** GET /api/v1/bulk/{id}: a job with its set in groups of executions that are alike, the largest first. */
export const bulkJobDetailSchema = bulkJobSchema.extend({ groups: z.array(group) });

export type BulkJobDetailJson = z.infer<typeof bulkJobDetailSchema>;

/** GET /api/v1/bulk, newest first. */
export const bulkJobsSchema = z.object({ jobs: z.array(bulkJobSchema) });

const item = z.object({
  ...{ seq: z.number(), appId: z.string(), instanceId: z.string(), name: z.string() },
  ...{ status: z.enum(INSTANCE_STATUSES), state: z.enum(ITEM_STATES), note: z.string().optional() },
  ...{ attempts: z.number(), at: z.number().optional() },
});

/** GET /api/v1/bulk/{id}/items, in the order of the set; `next` goes on there. */
export const bulkItemsSchema = z.object({ items: z.array(item), next: z.number().optional() });

export type BulkItemJson = z.infer<typeof item>;
