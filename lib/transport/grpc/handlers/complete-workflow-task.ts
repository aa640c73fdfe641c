import type { WorkflowVersion } from '@/lib/domain/history-event';
import { versionFromWire } from '@/lib/protocol/convert/version';
import { workflowActionFromWire } from '@/lib/protocol/convert/workflow-action';
import type { CompleteTaskResponse, WorkflowResponse } from '@/lib/protocol/generated/work';
import { type Handler, refIn } from '../door';

/** Takes a turn's outcome; answers when it is on disk. A response that cannot be read is refused and changes nothing. */
export const completeWorkflowTask: Handler<WorkflowResponse, CompleteTaskResponse> = async (door, response) => {
  await door.runtime.completeTurn({
    ref: refIn(door, response.instanceId, undefined),
    token: response.completionToken,
    actions: response.actions.map(workflowActionFromWire),
    // JavaScript and Java send '' for a status that was never set.
    customStatus: response.customStatus || undefined,
    version: versionIn(response),
  });
  return {};
};

/** Java sends an empty version object where it has nothing to say; that it sends one tells its stalls from those of .NET. */
function versionIn({ version: wire }: WorkflowResponse): WorkflowVersion | undefined {
  if (wire === undefined) return undefined;
  const version = versionFromWire(wire);
  return { ...version, name: version.name || undefined };
}
