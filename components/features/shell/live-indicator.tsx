'use client';

import { Radio, Snowflake } from 'lucide-react';
import { formatClock } from '@/components/shared/format-time';
import { formatMany } from '@/components/shared/format-number';
import { useLive } from '@/components/shared/live-provider';
import type { LiveState } from '@/components/shared/live-state';
import { useHotkeys } from '@/components/shared/use-hotkeys';
import { useRuntimeState } from '@/components/shared/use-runtime-state';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Tooltip } from '@/components/ui/tooltip';

/** Whether what is shown follows the store, and the switch that holds it still. */
export function LiveIndicator() {
  const live = useLive();
  const { state } = useRuntimeState();
  const toggle = live.frozenAt === undefined ? live.freeze : live.unfreeze;
  useHotkeys('View', [{ keys: 'f', does: 'Freeze or follow', run: toggle }]);
  const isPaused = state === 'down' || state === 'unreachable';
  const { word, tone } = describe(live, isPaused);
  return (
    <div className="flex items-center gap-1">
      <span role="status" className={classNames('inline-flex items-center gap-1.5 px-1 whitespace-nowrap', tone)}>
        <Radio aria-hidden className="size-4" strokeWidth={1.75} />
        <span className="max-wide:sr-only">{word}</span>
      </span>
      <Tooltip content={live.frozenAt === undefined ? 'Hold the view still (f)' : 'Follow again (f)'} side="bottom">
        <Button
          variant={live.frozenAt === undefined ? 'ghost' : 'secondary'}
          size="compact"
          aria-pressed={live.frozenAt !== undefined}
          aria-label="Freeze"
          onClick={toggle}
        >
          <Snowflake aria-hidden strokeWidth={1.75} />
          {live.frozenAt !== undefined && (
            <span>
              {live.heldBack === 0
                ? `As of ${formatClock(live.frozenAt)}`
                : `${formatMany(live.heldBack, 'change')} waiting`}
            </span>
          )}
        </Button>
      </Tooltip>
    </div>
  );
}

function describe(live: LiveState, isPaused: boolean): { word: string; tone: string } {
  if (live.frozenAt !== undefined) return { word: 'Frozen', tone: 'text-text-2' };
  if (isPaused) return { word: 'Paused', tone: 'text-text-3' };
  switch (live.connection) {
    case 'live':
      return { word: 'Live', tone: 'text-text-2' };
    case 'connecting':
      return { word: 'Connecting', tone: 'text-text-3' };
    case 'lost':
      return { word: 'Reconnecting', tone: 'text-text-3' };
  }
}
