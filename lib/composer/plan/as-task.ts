import type { BranchSteps } from './lookup';
import type { Task } from './statement';
import { tidy } from './tidy';
import type { Walk } from './walk';

/** One thing that can be awaited beside others: a single task, or a workflow of its own; undefined for nothing. */
export function asTask({ lookup }: Walk, steps: BranchSteps): Task | undefined {
  const body = tidy(steps.body);
  const [first] = body;
  if (first === undefined) return undefined;
  const isOne = body.length === 1;
  if (isOne && (first.kind === 'call' || first.kind === 'child' || first.kind === 'wait' || first.kind === 'sleep'))
    return first;
  return { kind: 'child', element: steps.element, workflow: lookup.branch({ ...steps, body }) };
}
