import type { Failure } from '@/lib/domain/failure';
import { NEVER, type Instant } from '@/lib/domain/instant';
import type { RetryPolicy } from '@/lib/domain/retry-policy';
import type { Step } from '@/lib/domain/step';
import { changeOf, type Change } from './change';
import { IdMap } from './id-map';
import type { LiveInstance } from './live-instance';
import { isResting, restingSteps, type RestingStep } from './repetitions';

/** A try of an activity that failed. */
export type FailedTry = {
  readonly taskId: number;
  readonly failure: Failure;
  /** How many tries had failed when this one was handed out; undefined when nobody knows (another runtime did). */
  readonly after: number | undefined;
};

/**
 * What a failed try means.
 *
 * - `final`: the workflow is to hear of it.
 * - `known`: it was counted already, or cannot be told from one that was; it changes nothing.
 * - `repeated`: the workflow does not hear of it; the activity is tried again later.
 */
export type TryVerdict = { readonly kind: 'final' | 'known' } | { readonly kind: 'repeated'; readonly change: Change };

/**
 * Decides what a failed try of an activity means under a policy; without one every new failure is final. Nothing of it
 * goes into history or inbox: the step keeps the count, the error and the time of the next try. A failure of a task that
 * rests, or that names another try than the open one, is `known`: the SDK, or the wire, told it twice. Success is never
 * judged here: it counts whenever it comes (B23, B26).
 */
export function judgeFailedTry(
  instance: LiveInstance,
  tried: FailedTry,
  { policy, now }: { readonly policy: RetryPolicy | undefined; readonly now: Instant },
): TryVerdict {
  const step = instance.steps.get(tried.taskId);
  if (step?.status !== 'scheduled' || !instance.view.tasks.has(tried.taskId)) return { kind: 'final' };
  const failed = step.failedTries ?? 0;
  if (isResting(step) || failed !== (tried.after ?? 0)) return { kind: 'known' };
  if (policy === undefined || !mayRepeat(policy, tried.failure, failed + 1)) return { kind: 'final' };
  const nextAttemptAt = Math.min(now + retryInterval(policy, failed + 1), NEVER - 1);
  const rests: Step = { ...step, failedTries: failed + 1, error: tried.failure.message, nextAttemptAt };
  const next: LiveInstance = {
    ...replaceSteps(instance, [rests]),
    repeatedTries: countTry(instance, tried.taskId),
    resting: [...restingSteps(instance).map((other) => other.eventId), tried.taskId],
    lastError: tried.failure.message,
  };
  return { kind: 'repeated', change: changeOf(next, { steps: [rests] }) };
}

/** Opens every try that is due at `now`; undefined when none is. Held instances too: holding is the dispatcher's part. */
export function openDueTries(instance: LiveInstance, now: Instant): Change | undefined {
  return openTries(instance, ({ nextAttemptAt }) => nextAttemptAt <= now);
}

/** Opens the next try of an activity that rests, whether or not it is due; undefined when it does not rest. */
export function openTryNow(instance: LiveInstance, taskId: number): Change | undefined {
  return openTries(instance, ({ eventId }) => eventId === taskId);
}

function openTries(instance: LiveInstance, isOpened: (step: RestingStep) => boolean): Change | undefined {
  const resting = restingSteps(instance);
  const due = resting.filter(isOpened);
  if (due.length === 0) return undefined;
  const open = due.map((step): Step => ({ ...step, attempt: step.attempt + 1, nextAttemptAt: undefined }));
  const next: LiveInstance = {
    ...replaceSteps(instance, open),
    resting: resting.filter((step) => !isOpened(step)).map((step) => step.eventId),
    attempts: Math.max(instance.attempts, ...open.map((step) => step.attempt)),
  };
  return changeOf(next, { steps: open });
}

/** How long an activity rests after its n-th failed try, n from 1, in milliseconds. */
export function retryInterval({ firstInterval, backoff, maxInterval }: RetryPolicy, failedTries: number): number {
  if (firstInterval <= 0) return 0;
  return Math.min(firstInterval * backoff ** (failedTries - 1), maxInterval);
}

function mayRepeat(policy: RetryPolicy, failure: Failure, failedTries: number): boolean {
  if (failure.nonRetriable || policy.nonRetriable.includes(failure.type)) return false;
  return failedTries < policy.maxAttempts;
}

function replaceSteps(instance: LiveInstance, steps: readonly Step[]): LiveInstance {
  const all = IdMap.copyOf(instance.steps);
  for (const step of steps) all.set(step.eventId, step);
  return { ...instance, steps: all };
}

function countTry({ repeatedTries, view }: LiveInstance, taskId: number): ReadonlyMap<string, number> {
  const call = view.tasks.get(taskId)?.taskExecutionId ?? '';
  return call === '' ? repeatedTries : new Map(repeatedTries).set(call, (repeatedTries.get(call) ?? 0) + 1);
}
