import { utcTicks } from 'd3-time';
import { durationWords } from '@/lib/domain/duration-words';

/** A stretch of the timeline, in milliseconds from its beginning. */
export type TimeWindow = { readonly from: number; readonly to: number };

/** Nothing is seen in less. */
const SHORTEST = 1;
const FACTOR = 2;

/** The window inside a timeline of some length: never outside it, never of no length. */
export function clampWindow({ from, to }: TimeWindow, length: number): TimeWindow {
  const span = Math.min(Math.max(to - from, SHORTEST), Math.max(length, SHORTEST));
  const start = Math.min(Math.max(from, 0), Math.max(0, length - span));
  return { from: start, to: start + span };
}

/** Half as long or twice as long, around a point that stays where it is. */
export function zoomWindow(window: TimeWindow, way: 'in' | 'out', around: number): TimeWindow {
  const factor = way === 'in' ? 1 / FACTOR : FACTOR;
  return { from: around - (around - window.from) * factor, to: around + (window.to - around) * factor };
}

/** A quarter of its length to either side. */
export function panWindow({ from, to }: TimeWindow, way: 'back' | 'on'): TimeWindow {
  const step = ((to - from) / 4) * (way === 'back' ? -1 : 1);
  return { from: from + step, to: to + step };
}

/** True when the window is the whole timeline. */
export function showsAll({ from, to }: TimeWindow, length: number): boolean {
  return from <= 0 && to >= length;
}

export type Tick = { readonly at: number; readonly label: string };

/** Times worth a line, about as many as wanted: round ones, as clocks count. */
export function ticksOf({ from, to }: TimeWindow, wanted: number): readonly Tick[] {
  const times = utcTicks(new Date(from), new Date(to), Math.max(1, wanted));
  return times.map((time) => ({ at: time.getTime(), label: offsetLabel(time.getTime()) }));
}

function offsetLabel(at: number): string {
  return at === 0 ? '0 s' : durationWords(at);
}
