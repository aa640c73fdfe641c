import type { Instant } from '@/lib/domain/instant';
import type { Timeline } from '@/lib/graph/timeline';
import { classNames } from '@/components/ui/class-names';
import { HOLD_BANDS, placeOf } from './bar-styles';
import type { Tick, TimeWindow } from './time-window';

export type TrackGroundProps = { ticks: readonly Tick[]; window: TimeWindow; timeline: Timeline; now: Instant };

/** What lies behind all lanes: lines of time, suspensions and stalls, marks. */
export function TrackGround({ ticks, window, timeline, now }: TrackGroundProps) {
  const absolute = { from: timeline.from + window.from, to: timeline.from + window.to };
  return (
    <div aria-hidden className="pointer-events-none absolute inset-y-0 right-0 left-[240px] overflow-hidden">
      {ticks.map(({ at }) => (
        <Line key={at} left={placeOf({ from: at, to: at }, window)?.left} className="border-border" />
      ))}
      {timeline.holds.map(({ id, type, from, to }) => {
        const place = placeOf({ from, to: to ?? now }, absolute);
        if (place === undefined) return null;
        return (
          <div
            key={id}
            data-testid={`${type}-band`}
            className={classNames('absolute inset-y-0 min-w-0.5', HOLD_BANDS[type])}
            style={{ left: `${place.left}%`, width: `${place.width}%` }}
          />
        );
      })}
      {timeline.marks.map(({ kind, at }) => (
        <Line
          key={kind}
          left={placeOf({ from: at, to: at }, absolute)?.left}
          className="border-dashed border-control"
        />
      ))}
    </div>
  );
}

function Line({ left, className }: { left: number | undefined; className: string }) {
  if (left === undefined) return null;
  return <div className={`absolute inset-y-0 border-l ${className}`} style={{ left: `${left}%` }} />;
}
