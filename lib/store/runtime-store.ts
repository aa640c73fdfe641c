import type { Failure } from '@/lib/domain/failure';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InboxEntry } from '@/lib/domain/inbox-entry';
import type { InstanceRef, InstanceSummary } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { EndedStatus, InstanceStatus } from '@/lib/domain/instance-status';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import type { Step } from '@/lib/domain/step';

/**
 * The runtime's side of the store: what one process, the only writer, needs to run instances.
 *
 * 1. A `ChangeSet` is atomic: all of it is on disk when `commit` resolves, or none of it is.
 * 2. Change sets of one call, and of consecutive calls, are applied in the order given.
 * 3. Counters by (App ID, workflow name, status) and revisions change in the same transaction as the rows.
 */
export interface RuntimeStore {
  /** Applies change sets in one durable transaction. Rejects with `unavailable` when the store cannot write. */
  commit(changes: readonly ChangeSet[]): Promise<void>;
  /** Everything needed to go on with an instance, or undefined when there is none. */
  load(ref: InstanceRef): Promise<StoredInstance | undefined>;
  /** A fresh row key, never used before by this store. */
  allocateKey(): number;
  /** Instances that have not ended and have unread inbox events, activities without a result or a question to ask. Asked at start. */
  unfinishedWork(): Promise<readonly InstanceRef[]>;
  /** Instances with a timer, a try of an activity or a scheduled start due at or before `now`, the longest overdue first. */
  due(now: Instant, limit: number): Promise<readonly InstanceRef[]>;
  /** When the next timer, try or scheduled start is due, or undefined when none is. */
  nextDueAt(): Promise<Instant | undefined>;
  /** Instance ids of an app in a stable order, page by page; `after` is the last id of the page before. */
  listIds(appId: string, after: string | undefined, limit: number): Promise<readonly string[]>;
  /** The App IDs, workflow names and statuses that there are instances of. */
  kinds(): Promise<readonly InstanceKind[]>;
  /** Runs of one kind created within a span, both ends included, the oldest first, page by page. */
  createdWithin(kind: InstanceKind, span: CreationSpan, limit: number): Promise<readonly CreatedRun[]>;
  /** Runs of an app that ended with a status at or before `until`, the first to end first. */
  endedBy(ended: EndedKind, until: Instant, limit: number): Promise<readonly EndedRun[]>;
  /** What an app keeps in a place; undefined when there is nothing. */
  readState(place: StatePlace): Promise<StateValue | undefined>;
  close(): Promise<void>;
}

export type InstanceKind = { readonly appId: string; readonly name: string; readonly status: InstanceStatus };

/** `after`: the last run of the page before. */
export type CreationSpan = {
  readonly from: Instant;
  readonly to: Instant;
  readonly after?: Pick<CreatedRun, 'createdAt' | 'key'> | undefined;
};

/** One run of an id; another run on the same id has another execution id. */
export type StoredRun = InstanceRef & { readonly executionId: string };
export type CreatedRun = StoredRun & { readonly createdAt: Instant; readonly key: number };

export type EndedKind = { readonly appId: string; readonly status: EndedStatus };
export type EndedRun = StoredRun & { readonly completedAt: Instant };

/** The list row as the runtime writes it: all of the summary but the revision, which the commit assigns. */
export type InstanceRecord = Omit<InstanceSummary, 'revision'> & {
  /** Row key, given by `allocateKey`; kept over continue-as-new and over a restart on the same id. */
  readonly key: number;
  /** The action id in the parent that created this child. */
  readonly parentTaskId?: number | undefined;
  /** Events received and not yet handed to the worker. */
  readonly inboxLength: number;
  /** When the runtime must look at this instance again: next timer, try or scheduled start; absent when nothing is due. */
  readonly dueAt?: Instant | undefined;
  /** When the worker is asked once more whether anything is to be done. */
  readonly askAgainAt?: Instant | undefined;
};

/** Payloads stand apart from the row that lists read. `undefined` means absent, which differs from ''. */
export type InstancePayload = {
  readonly input: string | undefined;
  readonly output: string | undefined;
  readonly customStatus: string | undefined;
  readonly failure: Failure | undefined;
};

export type StoredInstance = {
  readonly record: InstanceRecord;
  readonly payload: InstancePayload;
  readonly history: readonly HistoryEvent[];
  readonly inbox: readonly InboxEntry[];
  readonly steps: readonly Step[];
  /** History of its callers that it was started with. */
  readonly propagated?: PropagatedHistory | undefined;
};

/** The row an instance had before a change, so that counters can be moved. */
export type CountedAs = { readonly name: string; readonly status: InstanceStatus };

export type InstanceWrite =
  | {
      readonly kind: 'save';
      readonly record: InstanceRecord;
      /** How the counters knew the instance before; absent when the row is new. */
      readonly previous?: CountedAs | undefined;
      /** Given only when a payload changed; replaces all four. */
      readonly payload?: InstancePayload | undefined;
      readonly history: {
        /** True when committed history is dropped first: continue-as-new, or a restart on the same id. */
        readonly reset: boolean;
        /** Sequence of the first appended event, 0-based. A commit whose `from` is not the stored length is refused. */
        readonly from: number;
        readonly append: readonly HistoryEvent[];
      };
      readonly inbox: {
        /** Entries up to and including this sequence are consumed. */
        readonly removeThrough?: number | undefined;
        readonly add: readonly InboxEntry[];
      };
      readonly steps: {
        /** True when the steps of an earlier run on this id are dropped (restart, not continue-as-new). */
        readonly reset: boolean;
        /** Inserted or, by generation and event id, replaced. */
        readonly put: readonly Step[];
      };
      /** Given only when it changed; replaces it. */
      readonly propagated?: { readonly history: PropagatedHistory | undefined } | undefined;
    }
  | { readonly kind: 'purge'; readonly ref: InstanceRef; readonly key: number; readonly previous: CountedAs };

/** Where an app keeps something by the state API. */
export type StatePlace = { readonly appId: string; readonly store: string; readonly key: string };

/** What it keeps there. */
export type StateValue = { readonly value: Uint8Array; readonly etag: string };

/** Replaces what an app keeps in a place, or, without a value, deletes it. */
export type StateWrite = StatePlace & {
  readonly kind: 'state';
  readonly at: Instant;
  readonly entry: StateValue | undefined;
};

/** Writes that stand or fall together. */
export type ChangeSet = readonly (InstanceWrite | StateWrite)[];
