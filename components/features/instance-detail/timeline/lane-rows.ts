import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { lastAttempt } from '@/lib/graph/graph';
import type { Lane, Timeline } from '@/lib/graph/timeline';

/** What is known of a child whose lanes were asked for. */
export type ChildLanes =
  { readonly state: 'loading' | 'missing' | 'error' } | { readonly state: 'ready'; readonly timeline: Timeline };

/** One line of the timeline. */
export type LaneRow = {
  /** Unique among all rows: ids of lanes, joined by slashes from outside in. */
  readonly key: string;
  readonly depth: number;
  readonly lane: Lane;
  /** `undefined` for a lane with nothing inside. */
  readonly open: boolean | undefined;
  /** The child instance whose own step this is; `undefined` in the run that the page is about. */
  readonly inside: InstanceRef | undefined;
  /** What there is to say instead of the lanes inside. */
  readonly note: 'loading' | 'missing' | 'error' | 'empty' | undefined;
};

export type OpenLanes = {
  /** Keys of the rows that are open. */
  readonly open: ReadonlySet<string>;
  /** By `refKey`. */
  readonly children: ReadonlyMap<string, ChildLanes>;
};

/** The lanes as rows, with what lies inside those that are open. */
export function laneRows({ lanes }: Timeline, { open, children }: OpenLanes): readonly LaneRow[] {
  const rowsOf = (lane: Lane, within: Place): readonly LaneRow[] => {
    const key = within.prefix + lane.id;
    const isOpen = open.has(key);
    const inner = { prefix: `${key}/`, depth: within.depth + 1, inside: within.inside };
    const row = { key, depth: within.depth, lane, inside: within.inside, note: undefined };
    if (lane.type === 'group') {
      const members = isOpen ? lane.members.flatMap((member) => rowsOf(member, inner)) : [];
      return [{ ...row, open: isOpen }, ...members];
    }
    const child = childOf(lane);
    if (child === undefined) return [{ ...row, open: undefined }];
    if (!isOpen) return [{ ...row, open: false }];
    const known = children.get(refKey(child)) ?? { state: 'loading' };
    if (known.state !== 'ready') return [{ ...row, open: true, note: known.state }];
    const steps = known.timeline.lanes.filter(({ type }) => type !== 'run');
    const nested = steps.flatMap((step) => rowsOf(step, { ...inner, inside: child }));
    return [{ ...row, open: true, note: steps.length === 0 ? 'empty' : undefined }, ...nested];
  };
  return lanes.flatMap((lane) => rowsOf(lane, { prefix: '', depth: 0, inside: undefined }));
}

type Place = { readonly prefix: string; readonly depth: number; readonly inside: InstanceRef | undefined };

/** The instance that a lane's step ran as. */
export function childOf(lane: Lane): InstanceRef | undefined {
  return lane.type === 'step' && lane.step.kind === 'child' ? lastAttempt(lane.step).child : undefined;
}
