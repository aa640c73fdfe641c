import type { HistoryEvent } from '@/lib/domain/history-event';
import type { Instant } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';

/** What an instance remembers of the tries that the runtime repeats by itself. */
type Repetitions = {
  readonly repeatedTries: ReadonlyMap<string, number>;
  readonly resting: readonly number[];
};

type Stored = {
  readonly history: Iterable<HistoryEvent>;
  readonly steps: readonly Step[];
};

type Resting = Pick<Repetitions, 'resting'> & { readonly steps: ReadonlyMap<number, Step> };

/** A scheduled activity between two tries. */
export type RestingStep = Step & { readonly nextAttemptAt: Instant };

/** What the stored steps say: they alone know of tries that never reached history. */
export function repetitionsOf({ history, steps }: Stored): Repetitions {
  const repeated = new Map(steps.map((step) => [step.eventId, step.failedTries ?? 0] as const));
  const repeatedTries = new Map<string, number>();
  if (steps.some((step) => step.failedTries !== undefined)) {
    for (const event of history) {
      if (event.kind !== 'task-scheduled' || event.taskExecutionId === '') continue;
      const tries = repeated.get(event.eventId) ?? 0;
      const call = event.taskExecutionId;
      if (tries > 0) repeatedTries.set(call, (repeatedTries.get(call) ?? 0) + tries);
    }
  }
  return { repeatedTries, resting: steps.filter(isResting).map((step) => step.eventId) };
}

/** The activities that rest between two tries. */
export function restingSteps({ resting, steps }: Resting): readonly RestingStep[] {
  return resting.flatMap((id) => {
    const step = steps.get(id);
    return step !== undefined && isResting(step) ? [step] : [];
  });
}

/** When the next activity is tried again; undefined when none rests. */
export function nextAttemptAt(instance: Resting): Instant | undefined {
  if (instance.resting.length === 0) return undefined;
  const next = Math.min(...restingSteps(instance).map((step) => step.nextAttemptAt));
  return next < Infinity ? next : undefined;
}

/** True for an activity that rests between two tries: it is not to be handed out. */
export function isResting(step: Step | undefined): step is RestingStep {
  return step?.status === 'scheduled' && step.nextAttemptAt !== undefined;
}
