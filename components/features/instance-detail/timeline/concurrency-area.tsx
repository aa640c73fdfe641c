import type { Instant } from '@/lib/domain/instant';
import type { GroupLane } from '@/lib/graph/timeline';
import { stepsPath } from './steps-path';

export type ConcurrencyAreaProps = {
  lane: GroupLane;
  window: { readonly from: Instant; readonly to: Instant };
  now: Instant;
};

/** How many members of a group were open at each time. */
export function ConcurrencyArea({ lane, window, now }: ConcurrencyAreaProps) {
  const failed = lane.group.members.some(({ status }) => status === 'failed');
  const open = lane.group.members.some(({ status }) => status === 'scheduled');
  const calm = open ? 'fill-running' : 'fill-control';
  return (
    <svg
      data-testid="lane-area"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      className={`absolute inset-x-0 top-1 h-5 w-full ${failed ? 'fill-failed' : calm}`}
    >
      <path d={stepsPath(lane.levels, { window, now })} />
    </svg>
  );
}
