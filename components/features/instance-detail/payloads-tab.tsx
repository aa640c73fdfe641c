import { hasEnded } from '@/lib/domain/instance-status';
import { PayloadViewer } from './payload/payload-viewer';
import { WITHHELD } from './payload/withheld';
import type { Execution } from './use-execution';

/** What the run was given and what it gave back. */
export function PayloadsTab({ execution: { instance } }: { execution: Execution }) {
  const { instanceId, input, output, customStatus, failure, isWithheld } = instance;
  const withheld = isWithheld === true ? WITHHELD : undefined;
  const none = withheld ?? (hasEnded(instance.status) ? '–' : 'Not yet: this execution is still running.');
  return (
    <div className="grid max-w-[1200px] gap-6 wide:grid-cols-2">
      <PayloadViewer label="Input" text={input} absent={withheld} fileName={`${instanceId}-input`} size="page" />
      {failure !== undefined && (
        <PayloadViewer label="Failure" text={JSON.stringify(failure)} fileName={`${instanceId}-failure`} size="page" />
      )}
      {(failure === undefined || output !== undefined) && (
        <PayloadViewer label="Output" text={output} absent={none} fileName={`${instanceId}-output`} size="page" />
      )}
      <PayloadViewer label="Custom status" text={customStatus} absent={withheld} fileName={`${instanceId}-status`} />
    </div>
  );
}
