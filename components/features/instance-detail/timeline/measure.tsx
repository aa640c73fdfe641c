'use client';

import { useEffect, useState, type RefObject } from 'react';
import { durationWords } from '@/lib/domain/duration-words';
import type { TimeWindow } from './time-window';

type Reach = { readonly from: number; readonly to: number };

export type MeasureProps = {
  area: RefObject<HTMLElement | null>;
  track: RefObject<HTMLElement | null>;
  window: TimeWindow;
};

/** While Alt is held, the time between where the pointer was then and where it is now. */
export function Measure({ area, track, window }: MeasureProps) {
  const reach = useReach(area, track);
  if (reach === undefined) return null;
  const [left, right] = [Math.min(reach.from, reach.to), Math.max(reach.from, reach.to)];
  const span = (right - left) * (window.to - window.from);
  return (
    <div aria-hidden className="pointer-events-none absolute inset-y-0 right-0 left-[240px] z-10 overflow-clip">
      <div
        data-testid="measure"
        className="absolute inset-y-0 border-x border-accent bg-accent/10"
        style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
      />
      <span
        className="sticky top-[68px] block w-fit rounded-chip border border-border bg-raised px-1.5 text-meta whitespace-nowrap text-text shadow-popover"
        style={right > 0.8 ? { marginLeft: `${left * 100}%`, translate: '-100%' } : { marginLeft: `${right * 100}%` }}
      >
        Δ {durationWords(span)}
      </span>
    </div>
  );
}

/** Both ends as shares of the track's width. */
function useReach(area: RefObject<HTMLElement | null>, track: RefObject<HTMLElement | null>): Reach | undefined {
  const [reach, setReach] = useState<Reach>();
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const move = (event: PointerEvent) => {
      if (!event.altKey) return setReach(undefined);
      const box = track.current?.getBoundingClientRect();
      if (box === undefined || box.width === 0) return;
      const to = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
      setReach((known) => ({ from: known?.from ?? to, to }));
    };
    const stop = () => setReach(undefined);
    const release = (event: KeyboardEvent) => {
      if (event.key === 'Alt') stop();
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', stop);
    document.addEventListener('keyup', release);
    return () => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', stop);
      document.removeEventListener('keyup', release);
    };
  }, [area, track]);
  return reach;
}
