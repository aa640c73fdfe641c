'use client';

import { useHotkeys } from '@/components/shared/use-hotkeys';
import type { WindowControl } from './use-time-window';

export type TimelineKeys = {
  control: WindowControl;
  /** A time of the chosen lane, to zoom around. */
  around: number | undefined;
  walk: (step: 1 | -1) => void;
  /** Opens or closes the chosen lane. */
  toggle: () => void;
};

/** Keys of the timeline. */
export function useTimelineKeys({ control, around, walk, toggle }: TimelineKeys): void {
  useHotkeys('Timeline', [
    { keys: 'j', does: 'Next lane', run: () => walk(1) },
    { keys: 'ArrowDown', run: () => walk(1) },
    { keys: 'k', does: 'Previous lane', run: () => walk(-1) },
    { keys: 'ArrowUp', run: () => walk(-1) },
    { keys: 'o', does: 'Open or close the lane', run: toggle },
    { keys: '+', does: 'Zoom in', run: () => control.zoom('in', around) },
    { keys: '=', run: () => control.zoom('in', around) },
    { keys: '-', does: 'Zoom out', run: () => control.zoom('out', around) },
    { keys: '0', does: 'Show all of the time', run: control.fit },
    { keys: 'ArrowLeft', does: 'Earlier', run: () => control.pan('back') },
    { keys: 'ArrowRight', does: 'Later', run: () => control.pan('on') },
  ]);
}
