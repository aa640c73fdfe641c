import type { Instant } from './instant';
import type { InstanceStatus } from './instance-status';

/** Which instances a list, a count or an export is about; an empty list means "any". */
export type InstanceFilter = {
  readonly statuses: readonly InstanceStatus[];
  readonly appIds: readonly string[];
  readonly names: readonly string[];
  /** Created at or after. */
  readonly createdFrom?: Instant | undefined;
  /** Created before. */
  readonly createdBefore?: Instant | undefined;
  /** Text that the instance id contains, whatever its case. */
  readonly text?: string | undefined;
};

/** What people ask a list, a count or an export for: facets that were chosen, and a query of the filter language. */
export type ListFilter = Omit<InstanceFilter, 'text'> & { readonly query?: string | undefined };

export const NO_FILTER: InstanceFilter = { statuses: [], appIds: [], names: [] };
