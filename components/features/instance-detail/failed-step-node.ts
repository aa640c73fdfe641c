import { failedStep } from '@/lib/domain/failed-step';
import type { Failure } from '@/lib/domain/failure';
import type { StepNode } from '@/lib/graph/graph';

/** The node of the step that a run failed at. */
export function failedStepNode(steps: readonly StepNode[], failure: Failure | undefined): StepNode | undefined {
  return failedStep(steps, { failure, messageOf: ({ attempts }) => attempts.at(-1)?.failure?.message });
}
