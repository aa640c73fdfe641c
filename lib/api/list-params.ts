import { z } from 'zod';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';

/** Rows per page when the caller does not say, and at most. */
const DEFAULT_PAGE = 50;
const MAX_PAGE = 500;

const many = <T extends z.ZodType>(item: T) => z.array(item).default([]);

/**
 * The query of GET /api/v1/instances and /counts: `status`, `app` and `workflow` may repeat; times are ms since 1970; `q` is a
 * query of the filter language.
 */
export const listParamsSchema = z.object({
  status: many(z.enum(INSTANCE_STATUSES)),
  app: many(z.string()),
  workflow: many(z.string()),
  from: z.coerce.number().optional(),
  before: z.coerce.number().optional(),
  q: z.string().trim().min(1).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
});

export type ListParams = z.infer<typeof listParamsSchema>;

/** How exported rows are written: for spreadsheets, or an object of JSON on each line. */
export const EXPORT_FORMATS = ['csv', 'ndjson'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The query of GET /api/v1/instances/export. */
export const exportParamsSchema = listParamsSchema.extend({ format: z.enum(EXPORT_FORMATS) });

/** The query of GET /api/v1/instances/aggregate: `runs` is how many of the newest are drawn as one. */
export const aggregateParamsSchema = listParamsSchema.extend({
  runs: z.coerce.number().int().min(1).max(5000).default(1000),
});

/** The filter that a list query means. */
export function filterOf(params: Omit<ListParams, 'cursor' | 'limit'>): ListFilter {
  return {
    statuses: params.status,
    appIds: params.app,
    names: params.workflow,
    createdFrom: params.from,
    createdBefore: params.before,
    query: params.q,
  };
}

/** The query string of a filter; the way back of `filterOf`. */
export function searchOf(filter: ListFilter, page: { cursor?: string; limit?: number } = {}): string {
  const search = new URLSearchParams();
  for (const status of filter.statuses) search.append('status', status);
  for (const appId of filter.appIds) search.append('app', appId);
  for (const name of filter.names) search.append('workflow', name);
  if (filter.createdFrom !== undefined) search.set('from', String(filter.createdFrom));
  if (filter.createdBefore !== undefined) search.set('before', String(filter.createdBefore));
  if (filter.query !== undefined) search.set('q', filter.query);
  if (page.cursor !== undefined) search.set('cursor', page.cursor);
  if (page.limit !== undefined) search.set('limit', String(page.limit));
  return search.toString();
}
