import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import type { Step } from '@/lib/domain/step';
import type { DeclaredPathRow, DeclaredValueRow } from './declared-values';
import type { CountedAs, InstancePayload, InstanceRecord } from './runtime-store';

/**
 * One consistent view of a whole store, for those who check or count it while a runtime writes. Reads in bounded memory:
 * nothing that grows with the number of instances is held. Close it soon: what is written meanwhile cannot be cleaned up.
 */
export interface StoreSnapshot {
  /** Every instance with all that belongs to it, by key. */
  instances(): AsyncIterable<SnapshotInstance>;
  counters(): Promise<readonly SnapshotCounter[]>;
  declaredPaths(): Promise<readonly DeclaredPathRow[]>;
  /** What the buckets of the trends tell, whatever it took. */
  trends(): AsyncIterable<SnapshotTrend>;
  /** When the newest hour of the trends begins; 0 without any. */
  newestTrendHour(): Promise<Instant>;
  /** The newest revision and row key that were ever given. */
  marks(): Promise<SnapshotMarks>;
  /** Rows that belong to an instance that is not there: one entry for each table and key. */
  strays(): AsyncIterable<Stray>;
  /** Keys of instances that a search by their id does not find. */
  idsNotIndexed(): AsyncIterable<number>;
  /** Revisions that more than one row has. */
  sharedRevisions(): AsyncIterable<number>;
  tombstones(): AsyncIterable<SnapshotTombstone>;
  /** What the database finds damaged in its own files; nothing where it looks after them by itself. */
  damage(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export type SnapshotMarks = { readonly revision: number; readonly key: number };
export type SnapshotCounter = CountedAs & { readonly appId: string; readonly count: number };
export type SnapshotTrend = {
  readonly span: number;
  readonly at: Instant;
  readonly appId: string;
  readonly name: string;
  readonly measure: string;
  readonly count: number;
};
export type Stray = { readonly table: string; readonly key: number };
/** `isReused`: there is an instance with this id, which a tombstone says was purged. */
export type SnapshotTombstone = InstanceRef & { readonly revision: number; readonly isReused: boolean };

/** An instance as it is stored. What cannot be read is left out and said in `unreadable`. */
export type SnapshotInstance = InstanceRef & {
  readonly key: number;
  readonly counted: CountedAs;
  readonly revision: number;
  readonly record: InstanceRecord | undefined;
  /** The column that finds unfinished work. */
  readonly openTasks: number;
  readonly payload: InstancePayload | undefined;
  /** What is kept of its values at declared paths. */
  readonly values: readonly DeclaredValueRow[];
  readonly history: readonly SnapshotEvent[];
  readonly inbox: readonly SnapshotInboxEntry[];
  readonly steps: readonly Step[];
  readonly propagated: PropagatedHistory | undefined;
  readonly unreadable: readonly string[];
};

/** A history row: the event, and the columns beside it. */
export type SnapshotEvent = {
  readonly sequence: number;
  readonly kind: string;
  readonly eventId: number;
  readonly at: number;
  readonly event: HistoryEvent | undefined;
};

export type SnapshotInboxEntry = { readonly seq: number; readonly event: HistoryEvent | undefined };
