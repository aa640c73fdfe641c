import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Lane } from '@/lib/graph/timeline';
import { StatusIcon } from '@/components/shared/status-icon';
import { StepKindIcon } from '../step-kind-icon';
import { lookOf } from '../step-look';

/** How a lane came out, and for a step of what kind it is. */
export function LaneIcon({ lane, runStatus }: { lane: Lane; runStatus: InstanceStatus }) {
  return (
    <>
      <StatusIcon status={lane.type === 'run' ? runStatus : statusOf(lane)} className="size-3.5" />
      {lane.type === 'step' && <StepKindIcon step={lane.step} />}
    </>
  );
}

/** Of a group the worst of its members. */
function statusOf(lane: Exclude<Lane, { type: 'run' }>): InstanceStatus {
  switch (lane.type) {
    case 'step':
      return lookOf(lane.step);
    case 'group': {
      const has = (status: string) => lane.group.members.some((member) => member.status === status);
      if (has('failed')) return 'failed';
      return has('scheduled') ? 'running' : 'completed';
    }
  }
}
