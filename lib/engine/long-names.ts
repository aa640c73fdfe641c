import { MOST_BYTES, tooLong } from '@/lib/domain/name-limits';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import type { Stall } from './stall';
import type { TurnResponse } from './turn';

/** The first workflow that a worker's answer starts under an id, a name or an App ID that is longer than stores can index. */
export function findLongName({ actions }: TurnResponse): Stall | undefined {
  for (const action of actions) {
    const description = longName(action);
    if (description !== undefined) return { reason: 'payload-size-exceeded', description };
  }
  return undefined;
}

function longName(action: WorkflowAction): string | undefined {
  if (action.kind !== 'create-child' && action.kind !== 'create-detached') return undefined;
  const { id, instanceId, name, router } = action;
  const what = `of the ${action.kind === 'create-child' ? 'child workflow' : 'workflow'} of action ${id}`;
  return (
    tooLong(`the instance ID ${what}`, instanceId, MOST_BYTES.childId) ??
    tooLong(`the name ${what}`, name, MOST_BYTES.workflowName) ??
    tooLong(`the App ID ${what}`, router?.targetAppId ?? '', MOST_BYTES.appId)
  );
}
