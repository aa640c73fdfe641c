import type { Instant } from './instant';

/** A way to look at the list of executions that somebody has kept, for all who use the console. */
export type SavedView = {
  readonly id: string;
  readonly name: string;
  /** Query string of the page's address: filter, columns and all that it names. */
  readonly search: string;
  /** The list opens with it; at most one view is. */
  readonly isDefault: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
};
