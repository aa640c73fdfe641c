import type { Instant } from './instant';

export type StepKind = 'activity' | 'timer' | 'child' | 'event';

/**
 * `discarded`: the instance was terminated first; a result that came later was accepted and changes nothing.
 * `canceled`: the instance ended while the step was open and no result came.
 */
export type StepStatus = 'scheduled' | 'completed' | 'failed' | 'canceled' | 'discarded';

/** One scheduled thing of one run, kept beside history so that lists can ask for it. */
export type Step = {
  readonly generation: number;
  /** The action id the workflow scheduled it with. */
  readonly eventId: number;
  readonly kind: StepKind;
  readonly name: string;
  readonly status: StepStatus;
  /** 1 for the first try; retries of one call share the task execution id and count up. */
  readonly attempt: number;
  readonly scheduledAt: Instant;
  readonly endedAt?: Instant | undefined;
  /** Why it failed; while it is scheduled, why its last try did. */
  readonly error?: string | undefined;
  /** Failed tries that the runtime repeats by itself, so that the workflow has not heard of them; absent: none. */
  readonly failedTries?: number | undefined;
  /** When the runtime tries again; absent while a try is open and when there will be none. */
  readonly nextAttemptAt?: Instant | undefined;
};
