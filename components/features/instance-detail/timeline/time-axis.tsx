'use client';

import { useEffect, useState, type RefObject } from 'react';
import { CirclePause, Repeat2, RotateCcw, TriangleAlert } from 'lucide-react';
import type { Instant } from '@/lib/domain/instant';
import type { Timeline, TimelineMark } from '@/lib/graph/timeline';
import { nodeLabel } from '../graph/node-words';
import { placeOf } from './bar-styles';
import { ticksOf, type Tick, type TimeWindow } from './time-window';

const TICK_WIDTH = 96;
/** In percent of the track: what a label takes, and what the icon of a mark takes. */
const LABEL = 7;
const ICON = 4;

/** Round times for the window, as many as its width has room for. */
export function useTicks(track: RefObject<HTMLElement | null>, window: TimeWindow): readonly Tick[] {
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const element = track.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 640));
    observer.observe(element);
    return () => observer.disconnect();
  }, [track]);
  return ticksOf(window, Math.floor(width / TICK_WIDTH));
}

export type TimeAxisProps = { ticks: readonly Tick[]; window: TimeWindow; timeline: Timeline; now: Instant };

/** The times, and above the lanes what concerns them all: suspensions, stalls, the generation, where a rerun began. */
export function TimeAxis({ ticks, window, timeline, now }: TimeAxisProps) {
  const absolute = { from: timeline.from + window.from, to: timeline.from + window.to };
  const begins = [...timeline.holds.map(({ from }) => from), ...timeline.marks.map(({ at }) => at)];
  const marked = begins.flatMap((at) => placeOf({ from: at, to: at }, absolute)?.left ?? []);
  return (
    <div className="relative h-6 overflow-hidden">
      {ticks.map(({ at, label }) => {
        const left = placeOf({ from: at, to: at }, window)?.left ?? 0;
        const isFree = marked.every((mark) => left > mark + ICON || left + LABEL < mark);
        if (left > 100 - LABEL || !isFree) return null;
        return (
          <span
            key={at}
            className="absolute top-1 whitespace-nowrap text-meta text-text-3"
            style={{ left: `calc(${left}% + 4px)` }}
          >
            {label}
          </span>
        );
      })}
      {timeline.holds.map((hold) => {
        const place = placeOf({ from: hold.from, to: hold.to ?? now }, absolute);
        if (place === undefined) return null;
        const words = nodeLabel(hold);
        const Icon = hold.type === 'stall' ? TriangleAlert : CirclePause;
        const color = hold.type === 'stall' ? 'text-stalled' : 'text-suspended';
        return (
          <span key={hold.id} title={words} className="absolute top-1 bg-surface" style={{ left: `${place.left}%` }}>
            <Icon role="img" aria-label={words} className={`size-4 ${color}`} strokeWidth={1.75} />
          </span>
        );
      })}
      {timeline.marks.map((mark) => {
        const place = placeOf({ from: mark.at, to: mark.at }, absolute);
        if (place === undefined) return null;
        const Icon = mark.kind === 'generation' ? Repeat2 : RotateCcw;
        return (
          <span
            key={mark.kind}
            title={markWords(mark)}
            className="absolute top-1 bg-surface"
            style={place.left > 92 ? { right: 0 } : { left: `${place.left}%` }}
          >
            <Icon role="img" aria-label={markWords(mark)} className="size-4 text-text-2" strokeWidth={1.75} />
          </span>
        );
      })}
    </div>
  );
}

function markWords(mark: TimelineMark): string {
  if (mark.kind === 'generation') return `Generation ${mark.generation} begins: continued as new`;
  return 'The rerun begins; what lies before was taken over';
}
