import type { AppBacklog, WorkerStatus } from '@/lib/domain/app-status';
import type { Failure } from '@/lib/domain/failure';
import type { HistoryEvent, Router, TraceContext, WorkflowVersion } from '@/lib/domain/history-event';
import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import type { Step } from '@/lib/domain/step';
import type { WorkflowAction } from '@/lib/domain/workflow-action';

/** What a door (gRPC, HTTP) may ask of the runtime. Every promise resolves only when the change is on disk. */
export interface Runtime {
  /** Creates the instance; `conflict` when an active one has the id. Does not wait for the first turn. */
  start(request: StartRequest): Promise<InstanceRef>;
  get(ref: InstanceRef): Promise<InstanceDetail | undefined>;
  /**
   * Resolves when the instance has left PENDING ('started') or reached a final state ('ended'); at once when it already
   * has. An unknown instance is waited for. Rejects with `timeout` when the signal aborts, with `not_found`
   * when the instance is purged meanwhile.
   */
  waitFor(ref: InstanceRef, goal: 'started' | 'ended', signal: AbortSignal): Promise<InstanceDetail>;
  /** `not_found` for an unknown instance, `precondition` for a stalled one; dropped quietly by an ended one. */
  raiseEvent(ref: InstanceRef, event: { name: string; input: string | undefined }): Promise<void>;
  /** Resolves when the end is recorded, or at once when it had ended; `not_found` when it is purged meanwhile. */
  terminate(ref: InstanceRef, request: { output: string | undefined; recurse: boolean }): Promise<void>;
  suspend(ref: InstanceRef, request: { reason: string | undefined }): Promise<void>;
  resume(ref: InstanceRef, request: { reason: string | undefined }): Promise<void>;
  /** How many instances were deleted. `precondition` ("orchestration has not yet completed") when it still runs. */
  purge(ref: InstanceRef, how: PurgeHow): Promise<number>;
  /**
   * Purges all instances that a filter covers; those that have not ended only by force. `complete` is false when an
   * instance refused (a part of its tree runs) or the signal aborted, that is, when asking again can delete more.
   */
  purgeMatching(filter: PurgeFilter, how: PurgeHow, signal: AbortSignal): Promise<PurgeOutcome>;
  rerun(request: RerunRequest): Promise<InstanceRef>;
  /** Fires an open timer, or begins the next try of an activity that rests, at once; `precondition` when neither waits. */
  endWait(ref: InstanceRef, eventId: number): Promise<void>;
  /** Keeps a run from elsewhere as it was, to be looked at; `conflict` when the id is taken, `invalid` for what is no run. */
  importRun(request: ImportRequest): Promise<void>;
  listIds(appId: string, after: string | undefined, limit: number): Promise<readonly string[]>;
  /** Committed history in order, or undefined for an unknown instance. */
  history(ref: InstanceRef): Promise<readonly HistoryEvent[] | undefined>;
  /** A worker's work-item stream has opened; items are pushed until it is closed. */
  connect(stream: WorkerStream): WorkerConnection;
  /** Records an activity's outcome. Late, duplicate and stale answers are accepted and change nothing. */
  completeActivity(answer: ActivityAnswer): Promise<void>;
  /** Records a turn's outcome. Only the outstanding turn counts; anything else is ignored. */
  completeTurn(answer: TurnAnswer): Promise<void>;
  /** What an app keeps under some keys of a state store, in their order; undefined where there is nothing. */
  readState(at: StateStoreRef, keys: readonly string[]): Promise<readonly (StateValue | undefined)[]>;
  /** All of it or nothing; `conflict` when an entry is another than the one that was seen. */
  changeState(at: StateStoreRef, operations: readonly StateOperation[]): Promise<void>;
  workers(): readonly ConnectedWorker[];
  /** What waits for workers, by App ID. */
  backlog(): readonly (AppBacklog & { readonly appId: string })[];
}

export type StartRequest = {
  /** `instanceId` '' asks for a fresh random id. */
  readonly ref: InstanceRef;
  readonly name: string;
  readonly version: string | undefined;
  readonly input: string | undefined;
  readonly scheduledStartAt: Instant | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly trace: TraceContext | undefined;
  /** True: refuse the id even when its last run has ended. */
  readonly unique: boolean;
};

/** `recursive`: children as well; `force`: whatever state it is in. */
export type PurgeHow = { readonly recursive: boolean; readonly force: boolean };

/** Instances of an app with one of these statuses (absent: any), created within a span, both ends included. */
export type PurgeFilter = {
  readonly appId: string;
  readonly statuses: readonly InstanceStatus[] | undefined;
  readonly createdFrom: Instant | undefined;
  readonly createdTo: Instant | undefined;
};

/** `deleted` counts every instance once, children that went with their parent included. */
export type PurgeOutcome = { readonly deleted: number; readonly complete: boolean };

export type RerunRequest = {
  readonly source: InstanceRef;
  /** Action id of the activity, timer or child to run again. */
  readonly eventId: number;
  readonly newInstanceId: string | undefined;
  /** Replaces the recorded input of the target; absent: the recorded input is used. */
  readonly overwrite: { readonly input: string | undefined } | undefined;
  readonly newChildInstanceId: string | undefined;
};

/** A state store of an app: any name will do. */
export type StateStoreRef = { readonly appId: string; readonly store: string };

export type StateValue = { readonly value: Uint8Array; readonly etag: string };

/**
 * `etag`: the entry must still be the one that was seen. `first-write` without one: there must be none yet; `last-write`:
 * whatever is there is replaced.
 */
export type StateOperation = {
  readonly key: string;
  /** Absent: the entry is deleted. */
  readonly value?: Uint8Array | undefined;
  readonly etag?: string | undefined;
  readonly concurrency?: 'first-write' | 'last-write' | undefined;
};

/** A run as a store kept it. What its history tells is not told again. */
export type ImportRequest = {
  readonly ref: InstanceRef;
  /** What the history must tell too. */
  readonly workflowName: string;
  readonly history: readonly HistoryEvent[];
  /** Events received and not yet handed to the worker. */
  readonly inbox: readonly HistoryEvent[];
  readonly generation: number;
  readonly createdAt: Instant;
  readonly startedAt: Instant | undefined;
  readonly rerunOf: string | undefined;
  readonly customStatus: string | undefined;
  readonly attempts: number;
  readonly lastError: string | undefined;
  readonly steps: readonly Step[];
};

export type TurnItem = {
  readonly kind: 'turn';
  readonly instanceId: string;
  readonly executionId: string;
  /** How many committed events are left out at the front, since this worker keeps them. */
  readonly omitted: number;
  /** Committed history, less what is left out. */
  readonly past: readonly HistoryEvent[];
  readonly fresh: readonly HistoryEvent[];
  readonly router: Router;
  /** History of its callers, when the call asked for it (dapr-protocol 2.9). */
  readonly propagated?: PropagatedHistory | undefined;
  readonly token: string;
};

export type ActivityItem = {
  readonly kind: 'activity';
  readonly instanceId: string;
  readonly executionId: string;
  readonly taskId: number;
  readonly name: string;
  readonly version: string | undefined;
  readonly input: string | undefined;
  readonly trace: TraceContext | undefined;
  readonly taskExecutionId: string;
  readonly propagated?: PropagatedHistory | undefined;
  readonly token: string;
};

export type WorkItem = TurnItem | ActivityItem;

export type WorkerStream = {
  readonly appId: string;
  /** Where the worker connects from, for people to read. */
  readonly address: string;
  /** How the program calls itself. */
  readonly client?: string | undefined;
  /** True: the worker keeps the history of a turn it has answered, so the next turn may leave that out (B22). */
  readonly keepsHistory: boolean;
  /** Called only while fewer than the allowed number of items are outstanding. Must not throw. */
  send(item: WorkItem): void;
  /** The runtime gives this worker up (an item went unanswered for too long): end the stream. */
  end(reason: string): void;
};

export type WorkerConnection = {
  /** The stream is gone: everything outstanding on it is offered to others at once. */
  close(): void;
};

export type ConnectedWorker = WorkerStatus & { readonly appId: string };

/** `token` '' when the SDK does not echo it (JavaScript never does). */
export type ActivityAnswer = {
  readonly ref: InstanceRef;
  readonly taskId: number;
  readonly token: string;
  readonly outcome:
    | { readonly kind: 'completed'; readonly result: string | undefined }
    | { readonly kind: 'failed'; readonly failure: Failure };
};

export type TurnAnswer = {
  readonly ref: InstanceRef;
  readonly token: string;
  readonly actions: readonly WorkflowAction[];
  readonly customStatus: string | undefined;
  readonly version: WorkflowVersion | undefined;
};
