import type { StepNode } from '@/lib/graph/graph';
import type { Failure } from '@/lib/domain/failure';

/** The step a run's failure most likely came from: the last failed one whose message it repeats, else the last failed. */
export function failedStep(steps: readonly StepNode[], failure: Failure | undefined): StepNode | undefined {
  const failed = steps.filter(({ status }) => status === 'failed');
  const same = failed.findLast(({ attempts }) => {
    const message = attempts.at(-1)?.failure?.message;
    return message !== undefined && message !== '' && failure?.message.includes(message) === true;
  });
  return same ?? failed.at(-1);
}
