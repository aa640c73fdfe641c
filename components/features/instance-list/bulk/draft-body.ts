import type { z } from 'zod';
import type { bulkDraftBody } from '@/lib/api/bulk';
import type { InstanceAction } from '@/lib/domain/allowed-actions';
import type { InstanceRef } from '@/lib/domain/instance';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { actionOf, FIRST_FORM } from './bulk-form';

/** Rows that were picked, or all that a filter means. */
export type BulkTarget =
  | { readonly kind: 'picked'; readonly refs: readonly InstanceRef[] }
  | { readonly kind: 'all'; readonly filter: ListFilter };

/** What to send so that a set is written down. */
export function draftBody(action: InstanceAction, target: BulkTarget): z.input<typeof bulkDraftBody> {
  const doing = actionOf(action, FIRST_FORM);
  if (target.kind === 'picked') return { action: doing, target: { refs: [...target.refs] } };
  const { statuses, appIds, names, createdFrom, createdBefore, query } = target.filter;
  const times = { from: createdFrom, before: createdBefore };
  const filter = { ...{ status: [...statuses], app: [...appIds], workflow: [...names] }, ...times, q: query };
  return { action: doing, target: { filter } };
}
