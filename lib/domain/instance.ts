import type { AsOf } from './as-of';
import type { Failure } from './failure';
import type { Flaw } from './flaw';
import type { Instant } from './instant';
import type { InstanceStatus } from './instance-status';

/** An instance's identity everywhere: store, routes, command line, audit. */
export type InstanceRef = { readonly appId: string; readonly instanceId: string };

/** A map key for a ref; no two refs share one, whatever characters a client put into them. */
export function refKey(ref: InstanceRef): string {
  return `${ref.appId.length} ${ref.appId}\n${ref.instanceId}`;
}

/** What an instance that has not ended is waiting for, as far as history tells. */
export type WaitingOn = {
  /** Names of scheduled activities without a result, at most five. */
  readonly activities: readonly string[];
  /** How many activities have no result yet. */
  readonly openTasks: number;
  /** Names of child workflows that have not ended, at most five. */
  readonly children: readonly string[];
  /** Names of awaited external events that the SDK announced (Go, Python, Java, .NET do; JavaScript does not). */
  readonly events: readonly string[];
  /** When the next timer is due. */
  readonly nextTimerAt?: Instant | undefined;
  /** When the runtime repeats the next of the activities whose try failed. */
  readonly nextAttemptAt?: Instant | undefined;
};

/** One row of a list: everything that is known without reading history or payloads. */
export type InstanceSummary = InstanceRef & {
  readonly name: string;
  readonly version?: string | undefined;
  readonly status: InstanceStatus;
  readonly createdAt: Instant;
  readonly scheduledStartAt?: Instant | undefined;
  readonly startedAt?: Instant | undefined;
  readonly updatedAt: Instant;
  readonly completedAt?: Instant | undefined;
  readonly executionId: string;
  /** 1 for the first run of this id, +1 with each continue-as-new. */
  readonly generation: number;
  readonly parent?: InstanceRef | undefined;
  /** The instance this one was rerun from. */
  readonly rerunOf?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly waitingOn: WaitingOn;
  /** Most attempts that any one step has needed; 1 when nothing was retried, 0 before the first step. */
  readonly attempts: number;
  /** Message of the newest failure of a step or of the run itself. */
  readonly lastError?: string | undefined;
  /** Committed history events. */
  readonly historyLength: number;
  /** What could not be read of it where it was mirrored from; absent when it is whole. */
  readonly flaws?: readonly Flaw[] | undefined;
  /** Grows with every change of the instance; unique across the store. */
  readonly revision: number;
};

/** A list row with the payloads and the structured failure. */
export type InstanceDetail = InstanceSummary & {
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  readonly customStatus?: string | undefined;
  readonly failure?: Failure | undefined;
  /** It has payloads, which the reader may not see. */
  readonly isWithheld?: true | undefined;
  /** Absent when it is a runtime's own. */
  readonly asOf?: AsOf | undefined;
};
