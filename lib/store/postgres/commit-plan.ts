import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { CounterMove } from '../rows/counter-moves';
import type { DeclaredValueRow } from '../declared-values';
import type { InboxRow } from '../rows/inbox-row';
import type { InstanceRow } from '../rows/instance-row';
import type { PayloadRow } from '../rows/payload-row';
import type { StatePlace, StateValue } from '../runtime-store';
import type { StoredState } from '../rows/refuse-unseen';
import type { StepRow } from '../rows/step-row';
import type { TrendMove } from '../rows/trend-moves';

export type Keyed<Row> = Row & { readonly key: number };
export type HistoryRow = {
  readonly sequence: number;
  readonly kind: string;
  readonly eventId: number;
  readonly at: number;
  readonly bytes: Uint8Array;
};

/** An instance as the store has it. */
export type StoredInstanceState = StoredState & InstanceRef & { readonly key: number };

/**
 * The marks in table `meta`: the newest revision and the newest row key that was stored; and the hour that the writer last
 * told the trends of.
 */
export type Marks = { readonly revision: number; readonly key: number; readonly trendHour: Instant };

/**
 * What one commit does to each table, whatever the number of change sets in it. Rows are deleted first, in the order of
 * the fields, and written after.
 */
export type CommitPlan = {
  /** Keys of stored instances that were purged; all that hangs on them goes too. */
  readonly purged: readonly number[];
  readonly clearedHistory: readonly number[];
  readonly clearedSteps: readonly number[];
  readonly clearedPropagated: readonly number[];
  readonly consumed: readonly { readonly key: number; readonly through: number }[];
  readonly usedAgain: readonly InstanceRef[];
  readonly instances: readonly InstanceRow[];
  /** Ids of those instances that are new. */
  readonly ids: readonly Keyed<{ readonly instanceId: string }>[];
  readonly payloads: readonly Keyed<PayloadRow>[];
  /** What stands at declared paths of those payloads, and where nothing does any more. */
  readonly values: readonly Keyed<DeclaredValueRow>[];
  readonly droppedValues: readonly Keyed<Pick<DeclaredValueRow, 'pathId'>>[];
  readonly history: readonly Keyed<HistoryRow>[];
  readonly inbox: readonly Keyed<InboxRow>[];
  readonly steps: readonly Keyed<StepRow>[];
  readonly propagated: readonly { readonly key: number; readonly bytes: Uint8Array }[];
  readonly droppedStates: readonly StatePlace[];
  readonly states: readonly (StatePlace & StateValue & { readonly at: Instant })[];
  readonly tombstones: readonly (InstanceRef & { readonly revision: number })[];
  readonly counters: readonly CounterMove[];
  /** Buckets that are no longer kept. */
  readonly outdatedTrends: readonly { readonly span: number; readonly before: Instant }[];
  readonly trends: readonly TrendMove[];
  readonly marks: Marks;
};

/** A write of an instance, as far as the store is asked before. */
export type Asking = { readonly key: number; readonly ref: InstanceRef; readonly isNew: boolean };

/** What a commit must know of the store before it is planned: the keys it writes, and the ids it takes for new. */
export function askedBy(writes: readonly Asking[]) {
  const fresh = new Map(writes.filter(({ isNew }) => isNew).map(({ ref }) => [refKey(ref), ref]));
  return { keys: [...new Set(writes.map(({ key }) => key))], refs: [...fresh.values()] };
}
