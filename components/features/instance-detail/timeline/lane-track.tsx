import type { Lane, Segment } from '@/lib/graph/timeline';
import { classNames } from '@/components/ui/class-names';
import { ConcurrencyArea } from './concurrency-area';
import { barStyle, placeOf, runStyle } from './bar-styles';
import { segmentWords, type WordTimes } from './lane-words';

export type LaneTrackProps = {
  lane: Lane;
  /** The stretch of time in view. */
  window: { readonly from: number; readonly to: number };
  times: WordTimes;
};

/** What a lane did, along time. */
export function LaneTrack({ lane, window, times }: LaneTrackProps) {
  if (lane.type === 'group') return <ConcurrencyArea lane={lane} window={window} now={times.now} />;
  const style = (segment: Segment) =>
    lane.type === 'run' ? runStyle(segment, lane.status === 'failed') : barStyle(segment);
  const came = lane.type === 'step' && lane.step.kind === 'event' && lane.step.endedAt;
  return (
    <>
      {lane.segments.map((segment, index) => {
        const place = placeOf({ from: segment.from, to: segment.to ?? times.now }, window);
        if (place === undefined) return null;
        return (
          <span
            key={index}
            data-testid="lane-bar"
            data-kind={segment.kind}
            title={segmentWords(segment, times)}
            className={classNames('absolute top-1/2 min-w-0.5 -translate-y-1/2', style(segment))}
            style={segment.kind === 'moment' ? { left: `${place.left}%` } : percent(place)}
          />
        );
      })}
      {typeof came === 'number' && <Diamond at={came} window={window} />}
    </>
  );
}

/** An event that came. */
function Diamond({ at, window }: { at: number; window: LaneTrackProps['window'] }) {
  const place = placeOf({ from: at, to: at }, window);
  if (place === undefined) return null;
  return (
    <span
      className="absolute top-1/2 size-2 -translate-x-1/2 -translate-y-1/2 rotate-45 bg-text-2"
      style={{ left: `${place.left}%` }}
    />
  );
}

function percent({ left, width }: { left: number; width: number }): { left: string; width: string } {
  return { left: `${left}%`, width: `${width}%` };
}
