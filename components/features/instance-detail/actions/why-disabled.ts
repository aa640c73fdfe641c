import { whyNot, type InstanceAction } from '@/lib/domain/allowed-actions';
import type { Execution } from '../use-execution';
import { rerunTargetOf } from './rerun-plan';

/** Why an action's button cannot be used now, most lasting reason first; `undefined` when it can. */
export function whyDisabled(
  action: InstanceAction,
  { instance, steps, purged }: Pick<Execution, 'instance' | 'steps' | 'purged'>,
  whyNoActions: string | undefined,
): string | undefined {
  if (purged) return 'This execution was purged.';
  const { status, parent, tags } = instance;
  const refused = whyNot(action, { status, isChild: parent !== undefined, tags });
  if (refused !== undefined) return refused;
  if (action === 'rerun' && !steps.some((step) => rerunTargetOf(step) !== undefined)) {
    return 'It has no step to start from: an activity, a timer or a child workflow.';
  }
  return whyNoActions;
}
