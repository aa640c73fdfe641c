import type { Failure } from './failure';
import type { Step } from './step';

type Failing<S> = {
  /** Why the run failed. */
  readonly failure: Failure | undefined;
  /** Why a step failed. */
  readonly messageOf: (step: S) => string | undefined;
};

/** The step a run failed at, most likely: the last failed one whose message the run's failure repeats, else the last failed. */
export function failedStep<S extends { readonly status: string }>(
  steps: readonly S[],
  { failure, messageOf }: Failing<S>,
): S | undefined {
  const failed = steps.filter(({ status }) => status === 'failed');
  const isRepeated = (step: S): boolean => {
    const message = messageOf(step) ?? '';
    return message !== '' && failure?.message.includes(message) === true;
  };
  return failed.findLast(isRepeated) ?? failed.at(-1);
}

type OfGeneration = Pick<Step, 'status' | 'generation' | 'error'>;

/** The same among the steps of all generations of an instance: that of the newest one. */
export function failedStepOfInstance<S extends OfGeneration>(
  steps: readonly S[],
  { generation, failure }: { readonly generation: number; readonly failure?: Failure | undefined },
): S | undefined {
  const current = steps.filter((step) => step.generation === generation);
  return failedStep(current, { failure, messageOf: ({ error }) => error });
}
