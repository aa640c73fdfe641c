'use client';

import { useMemo, useState, type PointerEvent } from 'react';
import type { Instant } from '@/lib/domain/instant';
import { densityOfLevels, levelsOf, type Level } from '@/lib/graph/concurrency';
import { segmentsOf, type Timeline } from '@/lib/graph/timeline';
import type { TimeWindow } from './time-window';
import type { WindowControl } from './use-time-window';

const BUCKETS = 160;
/** Less than this share of the width is a click. */
const CLICK = 0.004;

export type DensityBrushProps = { timeline: Timeline; end: Instant; control: WindowControl };

/** How much was going on over all of the time; a drag chooses the part in view, a click moves it. */
export function DensityBrush({ timeline, end, control }: DensityBrushProps) {
  const [drag, setDrag] = useState<{ from: number; to: number }>();
  const levels = useMemo(() => levelsOfSteps(timeline), [timeline]);
  const peak = useMemo(() => levels.reduce((most, { count }) => Math.max(most, count), 0), [levels]);
  const drawnTo = roundedEnd(timeline.from, end);
  const bars = useMemo(() => densityBars(levels, timeline.from, drawnTo), [levels, timeline.from, drawnTo]);
  const { length, window, show } = control;
  const shown = drag === undefined ? window : ordered(drag);
  const at = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * length;
  };
  const finish = () => {
    if (drag === undefined) return;
    const chosen = ordered(drag);
    const half = (window.to - window.from) / 2;
    if (chosen.to - chosen.from > length * CLICK) show(chosen);
    else if (control.zoomed) show({ from: chosen.from - half, to: chosen.from + half });
    setDrag(undefined);
  };
  return (
    <div
      data-testid="density-brush"
      className="relative h-9 cursor-crosshair touch-none overflow-hidden select-none"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: at(event), to: at(event) });
      }}
      onPointerMove={(event) => {
        if (drag !== undefined) setDrag({ from: drag.from, to: at(event) });
      }}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(undefined)}
    >
      <svg
        role="img"
        aria-label={`Steps open over time, at most ${peak} at once`}
        viewBox={`0 0 ${BUCKETS} 100`}
        preserveAspectRatio="none"
        className="absolute inset-x-0 top-1 bottom-0 h-8 w-full fill-control"
      >
        <path d={bars} />
      </svg>
      <Shade from={0} to={shown.from} length={length} />
      <Shade from={shown.to} to={length} length={length} />
    </div>
  );
}

/** What is not in view. */
function Shade({ from, to, length }: TimeWindow & { length: number }) {
  if (to <= from) return null;
  const style = { left: `${(from / length) * 100}%`, width: `${((to - from) / length) * 100}%` };
  const edge = from === 0 ? 'border-r-2' : 'border-l-2';
  return <div className={`absolute inset-y-0 bg-surface/75 ${edge} border-accent`} style={style} />;
}

function levelsOfSteps({ lanes }: Timeline): readonly Level[] {
  return levelsOf(lanes.filter(({ type }) => type !== 'run').flatMap(segmentsOf));
}

/** While time goes on the bars are drawn again when it has gone on by the width of one. */
function roundedEnd(from: Instant, end: Instant): Instant {
  const width = 2 ** Math.ceil(Math.log2(Math.max(1, (end - from) / BUCKETS)));
  return from + Math.ceil((end - from) / width) * width;
}

function densityBars(levels: readonly Level[], from: Instant, to: Instant): string {
  const density = densityOfLevels(levels, { from, to, buckets: BUCKETS });
  const highest = Math.max(...density, 0);
  const bars = density.flatMap((count, index) =>
    count === 0 ? [] : [`M${index} 100V${Math.round(100 - Math.max(4, (count / highest) * 100))}h1V100Z`],
  );
  return bars.join('');
}

function ordered({ from, to }: TimeWindow): TimeWindow {
  return from <= to ? { from, to } : { from: to, to: from };
}
