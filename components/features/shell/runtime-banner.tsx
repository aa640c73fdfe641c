'use client';

import { useState } from 'react';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { formatClock, formatRelative } from '@/components/shared/format-time';
import { useNow } from '@/components/shared/use-now';
import { useRuntimeState, type RuntimeView } from '@/components/shared/use-runtime-state';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';

/** One line under the top bar while nothing can be sent; green for a moment when it is over. */
export function RuntimeBanner() {
  const view = useRuntimeState();
  const isAway = view.state === 'down' || view.state === 'unreachable';
  const [wasAway, setWasAway] = useState(false);
  if (isAway && !wasAway) setWasAway(true);
  if (isAway) return <AwayBanner view={view} />;
  if (!wasAway || view.state !== 'up') return null;
  return (
    <div className="animate-farewell" onAnimationEnd={() => setWasAway(false)}>
      <Banner tone="good" icon={CircleCheck} role="status" className="rounded-none border-l-0 px-6">
        The runtime answers again.
      </Banner>
    </div>
  );
}

function AwayBanner({ view }: { view: RuntimeView }) {
  return (
    <Banner
      tone="stalled"
      icon={TriangleAlert}
      role="alert"
      className="rounded-none border-l-0 px-6"
      actions={
        <>
          <Button size="compact" onClick={view.retry}>
            Try now
          </Button>
          <WhatToCheck view={view} />
        </>
      }
    >
      <p>{view.state === 'unreachable' ? UNREACHABLE : downSentence(view)}</p>
      <p className="text-text-2">
        <AsOf view={view} /> Trying again every 3 s.
      </p>
    </Banner>
  );
}

const UNREACHABLE = 'The console server does not answer. Executions are safe on disk; nothing is lost.';

function downSentence({ runtime }: RuntimeView): string {
  const where = runtime === undefined ? '' : ` (${runtime.address})`;
  return `The runtime does not answer${where}. Executions are safe on disk; nothing is lost.`;
}

function AsOf({ view }: { view: RuntimeView }) {
  const now = useNow(10_000);
  if (view.state === 'down') return <>What you see is read from the store and stays current.</>;
  if (view.answeredAt === undefined) return null;
  return (
    <span suppressHydrationWarning>
      Shown: as of {formatClock(view.answeredAt)}, {formatRelative(view.answeredAt, now)}.
    </span>
  );
}

function WhatToCheck({ view }: { view: RuntimeView }) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button size="compact" variant="ghost">
          What to check
        </Button>
      </PopoverTrigger>
      <PopoverContent label="What to check" align="end" className="w-96">
        <ul className="flex list-disc flex-col gap-1 pl-4">
          <li>Is Perdure still running on the machine it was started on?</li>
          {view.runtime !== undefined && (
            <li>
              Can this console reach <span className="mono">{view.runtime.address}</span>?
            </li>
          )}
          {view.runtime?.reason !== undefined && <li className="break-words">It said: {view.runtime.reason}</li>}
        </ul>
      </PopoverContent>
    </Popover>
  );
}
