import type { Step } from '@/lib/domain/step';
import { lastTry, type StepDraft } from './step-book';

/** `discarded`: action ids of steps whose result came after the end. */
export type RunEnd = { readonly ended: boolean; readonly discarded: ReadonlySet<number> | undefined };

/** What was open when the run ended is canceled, or discarded when its result came too late. */
export function closeOpen(step: StepDraft, { ended, discarded }: RunEnd): void {
  const attempt = lastTry(step);
  const late = attempt.eventId !== undefined && discarded?.has(attempt.eventId) === true;
  if (!late && !(ended && step.status === 'scheduled')) return;
  step.status = late ? 'discarded' : 'canceled';
  if (attempt.status === 'scheduled' || late) attempt.status = step.status;
}

/** Adds the tries that the runtime repeats by itself, of which only the store tells. */
export function addTries(step: StepDraft, stored: ReadonlyMap<number, Step> | undefined): void {
  const { eventId } = lastTry(step);
  const known = eventId === undefined ? undefined : stored?.get(eventId);
  if (known?.kind !== 'activity' || known.failedTries === undefined) return;
  step.tries = known.attempt;
  if (step.status !== 'scheduled' || known.status !== 'scheduled') return;
  step.retryAt = known.nextAttemptAt;
  step.tryError = known.error;
}
