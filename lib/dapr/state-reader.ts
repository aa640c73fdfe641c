import type { InstanceRef } from '@/lib/domain/instance';
import type { InstanceEntry, StateRow } from './state-row';

/** A position in the list of instances; opaque, and good for the store that gave it. */
export type ListPosition = string;

/** A page of instances. */
export type ListPage = {
  readonly entries: readonly InstanceEntry[];
  /** Where to go on; absent as long as nothing was found at all. */
  readonly position?: ListPosition | undefined;
  /** Nothing stands after this page now. */
  readonly isLast: boolean;
};

/**
 * Reads the workflows in a state store of daprd. It only reads: connections are opened for reading, and nothing is ever
 * created, changed or locked for longer than a read takes.
 */
export interface StateReader {
  /** True when `changedSince` can be asked: the store notes when a row was written. */
  readonly notesTimes: boolean;
  /** All instances in a stable order, page by page. */
  list(after: ListPosition | undefined, limit: number): Promise<ListPage>;
  /**
   * Instances by the time of their last change, the oldest first, from a position on. One that changes again comes
   * again. A change may become visible some time after the moment that is noted for it, so positions have to be asked for
   * again from a little earlier (`positionBefore`). Throws `precondition` when the store does not note times.
   */
  changedSince(after: ListPosition | undefined, limit: number): Promise<ListPage>;
  /** The rows of one instance as of one moment where the store can tell them so; none when there is no such instance. */
  rowsOf(ref: InstanceRef & { readonly namespace: string }): Promise<readonly StateRow[]>;
  close(): Promise<void>;
}
