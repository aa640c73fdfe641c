import { tickingWords } from '@/lib/domain/duration-words';
import type { Instant } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
import { lastAttempt, type StepNode } from '@/lib/graph/graph';
import type { Execution } from './use-execution';

/** The last try of a step as the store keeps it; undefined when the store was not read yet, or does not know the step. */
export function storedStep({ stored }: Pick<Execution, 'stored'>, step: StepNode): Step | undefined {
  const { eventId } = lastAttempt(step);
  return eventId === undefined ? undefined : stored.get(eventId);
}

/** What came of the tries of an activity that the runtime repeats by itself; nothing while none has failed. */
export function retryLine(step: Step | undefined, now: Instant): string | undefined {
  if (step?.status !== 'scheduled' || step.failedTries === undefined) return undefined;
  const why = step.error ? `: ${step.error}` : '';
  if (step.nextAttemptAt === undefined)
    return `Attempt ${step.attempt} is open; attempt ${step.attempt - 1} failed${why}`;
  const left = step.nextAttemptAt - now;
  const next = left <= 0 ? 'next try is due now' : `next try in ${tickingWords(left)}`;
  return `Attempt ${step.attempt} failed${why}; ${next}`;
}
