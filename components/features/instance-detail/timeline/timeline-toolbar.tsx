'use client';

import { ArrowLeft, ArrowRight, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { durationWords } from '@/lib/domain/duration-words';
import { IconButton } from '@/components/ui/icon-button';
import { readingWords } from '../reading-words';
import type { Reading } from '../use-execution';
import type { WindowControl } from './use-time-window';

export type TimelineToolbarProps = {
  lanes: number;
  complete: boolean;
  reading: Reading | undefined;
  around: number | undefined;
  control: WindowControl;
};

/** How many lanes, which time, and the buttons for what keys and the brush do. */
export function TimelineToolbar({ lanes, complete, reading, around, control }: TimelineToolbarProps) {
  const { window, length, zoomed, zoom, pan, fit } = control;
  const whole = zoomed ? undefined : 'All of the time is in view.';
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status" className="text-text-2">
        {lanes.toLocaleString('en-US')} {lanes === 1 ? 'lane' : 'lanes'}
        {!complete && `, ${readingWords(reading)}`}
      </p>
      <p className="text-text-2" data-testid="time-window">
        {zoomed
          ? `${durationWords(window.from)} – ${durationWords(window.to)} of ${durationWords(length)}`
          : `0 s – ${durationWords(length)}`}
      </p>
      <div role="group" aria-label="Time in view" className="ml-auto flex items-center gap-1">
        <IconButton icon={ArrowLeft} label="Earlier (←)" whyDisabled={whole} onClick={() => pan('back')} />
        <IconButton icon={ArrowRight} label="Later (→)" whyDisabled={whole} onClick={() => pan('on')} />
        <IconButton icon={ZoomOut} label="Zoom out (−)" whyDisabled={whole} onClick={() => zoom('out', around)} />
        <IconButton icon={ZoomIn} label="Zoom in (+)" onClick={() => zoom('in', around)} />
        <IconButton icon={Maximize} label="Show all of the time (0)" whyDisabled={whole} onClick={fit} />
      </div>
    </div>
  );
}
