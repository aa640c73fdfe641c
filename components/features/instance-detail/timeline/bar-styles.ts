import type { StepStatus } from '@/lib/domain/step';
import type { Segment } from '@/lib/graph/timeline';

/** What came of an attempt, as the fill of its bar: gray is well, only trouble and what runs have a color. */
const WORKED: Record<StepStatus, string> = {
  completed: 'bg-control',
  failed: 'bg-failed hatched',
  scheduled: 'bg-running',
  canceled: 'border border-terminated bg-terminated-tint',
  discarded: 'border border-terminated bg-terminated-tint',
};

const BAR = 'h-3.5 rounded-[3px]';

/** The look of one stretch of a step's lane. */
export function barStyle({ kind, status, to }: Pick<Segment, 'kind' | 'status' | 'to'>): string {
  switch (kind) {
    case 'queued':
      return `${BAR} border border-dashed border-control bg-sunken`;
    case 'worked':
      return `${BAR} ${WORKED[status]}`;
    case 'delayed':
      return 'h-0 border-t-2 border-dashed border-control';
    case 'waited':
      return `${BAR} border ${to === undefined ? 'border-running' : 'border-control'}`;
    case 'moment':
      return 'size-2 -translate-x-1/2 rotate-45 bg-text-2';
  }
}

/** The lane of the run is a line: its steps are what counts. */
export function runStyle(segment: Pick<Segment, 'kind' | 'status' | 'to'>, failed: boolean): string {
  if (segment.kind !== 'worked') return barStyle(segment);
  if (segment.to === undefined) return 'h-1 rounded-full bg-running';
  return failed ? 'h-1 rounded-full bg-failed' : 'h-1 rounded-full bg-control';
}

/** A part of the track in percent of its width; `undefined` when it lies outside. */
export function placeOf(
  { from, to }: { readonly from: number; readonly to: number },
  window: { readonly from: number; readonly to: number },
): { readonly left: number; readonly width: number } | undefined {
  if (to < window.from || from > window.to) return undefined;
  const share = 100 / (window.to - window.from);
  const left = (Math.max(from, window.from) - window.from) * share;
  return { left, width: (Math.min(to, window.to) - window.from) * share - left };
}

/** What lies over all lanes while the run is held. */
export const HOLD_BANDS = {
  suspension: 'border-x border-dashed border-suspended bg-suspended-tint',
  stall: 'border-x border-dashed border-stalled bg-stalled-tint',
} as const;
