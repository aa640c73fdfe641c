import type { Failure } from './failure';
import type { Instant } from './instant';

/** Which app a message comes from and which it is meant for. */
export type Router = {
  readonly sourceAppId: string;
  readonly targetAppId?: string | undefined;
  readonly targetNamespace?: string | undefined;
};

/** W3C trace context that travels with a start or a scheduled task. */
export type TraceContext = {
  readonly traceParent: string;
  readonly spanId?: string | undefined;
  readonly traceState?: string | undefined;
};

/** The workflow that created a child workflow, and the action id it did so with. */
export type ParentInstance = {
  readonly taskId: number;
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  readonly instanceId: string;
  readonly executionId?: string | undefined;
  readonly appId?: string | undefined;
  readonly namespace?: string | undefined;
};

/** Named version and patches that a worker ran a turn with. */
export type WorkflowVersion = { readonly name?: string | undefined; readonly patches: readonly string[] };

/** What a timer is for. `plain` is a sleep that the workflow asked for itself. */
export type TimerOrigin =
  | { readonly kind: 'plain' }
  | { readonly kind: 'external-event'; readonly name: string }
  | { readonly kind: 'activity-retry'; readonly taskExecutionId: string }
  | { readonly kind: 'child-retry'; readonly instanceId: string };

/** Why the runtime holds an instance until a fitting worker connects. */
export type StallReason = 'patch-mismatch' | 'version-not-available' | 'payload-size-exceeded';

/** How much of the history a task or child asked to be told. */
export type PropagationScope = 'none' | 'own-history' | 'lineage';

/** The status a worker, or the runtime, ended a run with. */
export type CompletionStatus = 'completed' | 'failed' | 'terminated' | 'canceled' | 'continued-as-new' | 'stalled';

type Payload = string | undefined;

/** What happened, without the id and time that every event has. */
export type HistoryEventBody =
  | {
      readonly kind: 'execution-started';
      readonly name: string;
      readonly version?: string | undefined;
      readonly input?: Payload;
      readonly instanceId: string;
      readonly executionId?: string | undefined;
      readonly parent?: ParentInstance | undefined;
      readonly scheduledStartAt?: Instant | undefined;
      readonly trace?: TraceContext | undefined;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'execution-completed';
      readonly status: CompletionStatus;
      readonly result?: Payload;
      readonly failure?: Failure | undefined;
    }
  | { readonly kind: 'execution-terminated'; readonly output?: Payload; readonly recurse: boolean }
  | { readonly kind: 'execution-suspended'; readonly reason?: string | undefined }
  | { readonly kind: 'execution-resumed'; readonly reason?: string | undefined }
  | { readonly kind: 'execution-stalled'; readonly reason: StallReason; readonly description?: string | undefined }
  | {
      readonly kind: 'task-scheduled';
      readonly name: string;
      readonly version?: string | undefined;
      readonly input?: Payload;
      readonly trace?: TraceContext | undefined;
      readonly taskExecutionId: string;
      readonly rerunOf?: string | undefined;
      readonly propagation?: PropagationScope | undefined;
    }
  | {
      readonly kind: 'task-completed';
      readonly taskId: number;
      readonly result?: Payload;
      readonly taskExecutionId: string;
    }
  | {
      readonly kind: 'task-failed';
      readonly taskId: number;
      readonly failure?: Failure | undefined;
      readonly taskExecutionId: string;
    }
  | {
      readonly kind: 'child-created';
      readonly instanceId: string;
      readonly name: string;
      readonly version?: string | undefined;
      readonly input?: Payload;
      readonly trace?: TraceContext | undefined;
      readonly rerunOf?: string | undefined;
      readonly retryOf?: string | undefined;
      readonly propagation?: PropagationScope | undefined;
    }
  | { readonly kind: 'child-completed'; readonly taskId: number; readonly result?: Payload }
  | { readonly kind: 'child-failed'; readonly taskId: number; readonly failure?: Failure | undefined }
  | { readonly kind: 'detached-created'; readonly instanceId: string }
  | {
      readonly kind: 'timer-created';
      readonly fireAt: Instant;
      readonly name?: string | undefined;
      readonly rerunOf?: string | undefined;
      readonly origin?: TimerOrigin | undefined;
    }
  | { readonly kind: 'timer-fired'; readonly timerId: number; readonly fireAt: Instant }
  | { readonly kind: 'workflow-started'; readonly version?: WorkflowVersion | undefined }
  | { readonly kind: 'workflow-completed' }
  | { readonly kind: 'event-sent'; readonly instanceId: string; readonly name: string; readonly input?: Payload }
  | { readonly kind: 'event-raised'; readonly name: string; readonly input?: Payload }
  | { readonly kind: 'continue-as-new'; readonly input?: Payload };

/**
 * One line of an instance's history. `eventId` is the action id for events that record an action of the workflow
 * (tasks, children, timers, completion; SDKs count from 0 or from 1) and -1 for everything else. `at` is when it happened.
 */
export type HistoryEvent = HistoryEventBody & {
  readonly eventId: number;
  readonly at: Instant;
  readonly router?: Router | undefined;
};

export type HistoryEventKind = HistoryEvent['kind'];

/** The event of one kind, for code that has already looked at the kind. */
export type EventOf<K extends HistoryEventKind> = Extract<HistoryEvent, { kind: K }>;
