import type { Failure } from './failure';
import type {
  CompletionStatus,
  HistoryEvent,
  PropagationScope,
  Router,
  TimerOrigin,
  TraceContext,
} from './history-event';
import type { Instant } from './instant';

type Payload = string | undefined;

/** What a workflow asked for in one turn, without the id and router that every action has. */
export type WorkflowActionBody =
  | {
      readonly kind: 'schedule-task';
      readonly name: string;
      readonly version?: string | undefined;
      readonly input?: Payload;
      readonly taskExecutionId: string;
      readonly propagation?: PropagationScope | undefined;
    }
  | {
      readonly kind: 'create-child';
      readonly instanceId: string;
      readonly name: string;
      readonly version?: string | undefined;
      readonly input?: Payload;
      readonly retryOf?: string | undefined;
      readonly propagation?: PropagationScope | undefined;
    }
  | {
      readonly kind: 'create-detached';
      readonly instanceId: string;
      readonly name: string;
      readonly version?: string | undefined;
      readonly input?: Payload;
      readonly scheduledStartAt?: Instant | undefined;
      readonly executionId?: string | undefined;
      readonly tags: Readonly<Record<string, string>>;
      readonly trace?: TraceContext | undefined;
    }
  | {
      readonly kind: 'create-timer';
      readonly fireAt: Instant;
      readonly name?: string | undefined;
      readonly origin?: TimerOrigin | undefined;
    }
  | { readonly kind: 'send-event'; readonly instanceId: string; readonly name: string; readonly input?: Payload }
  | {
      readonly kind: 'complete';
      readonly status: CompletionStatus;
      readonly result?: Payload;
      readonly failure?: Failure | undefined;
      readonly newVersion?: string | undefined;
      readonly carryover: readonly HistoryEvent[];
    }
  | {
      readonly kind: 'terminate';
      readonly instanceId: string;
      readonly reason?: Payload;
      readonly recurse: boolean;
    }
  | { readonly kind: 'version-not-available' }
  /** An action this version of the protocol does not know; a turn that holds one is refused whole. */
  | { readonly kind: 'unknown' };

/** One action of a turn; `id` is the SDK's own running number within the instance. */
export type WorkflowAction = WorkflowActionBody & { readonly id: number; readonly router?: Router | undefined };
