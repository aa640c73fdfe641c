'use client';

import { useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { StepNode } from '@/lib/graph/graph';
import { durationWords } from '@/lib/domain/duration-words';
import { classNames } from '@/components/ui/class-names';
import { Duration } from '@/components/shared/duration';
import { EmptyState } from '@/components/shared/empty-state';
import { KIND_LOOK, stepLabel } from '../step-look';
import { StepStatus } from '../step-status';

export type StepListProps = {
  steps: readonly StepNode[];
  chosen: string | null;
  onChoose: (stepId: string) => void;
  /** Narrow enough for the panel. */
  compact?: boolean;
};

const PREVIEW = 120;
const ROW = 37;
/** Longer lists draw only what is in view. */
const DRAWN = 300;

/** The same steps in words: the graph for those who do not see it, or do not want to. */
export function StepList(props: StepListProps) {
  const { steps } = props;
  if (steps.length === 0) return <EmptyState title="No step yet." />;
  if (steps.length > DRAWN) return <LongList {...props} />;
  return (
    <ol aria-label="Steps" className="h-full overflow-auto">
      {steps.map((step) => (
        <li
          key={step.id}
          className="border-b border-border [contain-intrinsic-size:auto_36px] [content-visibility:auto]"
        >
          <StepLine {...props} step={step} />
        </li>
      ))}
    </ol>
  );
}

function LongList(props: StepListProps) {
  const { steps, chosen, compact = false } = props;
  const viewport = useRef<HTMLDivElement>(null);
  const at = steps.findIndex(({ id }) => id === chosen);
  const virtual = useVirtualizer({
    count: steps.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 400, height: 600 },
    initialOffset: () => Math.max(0, (at - 4) * ROW),
  });
  return (
    <div ref={viewport} className={classNames('overflow-auto', compact ? 'h-[60vh]' : 'h-full')}>
      <ol aria-label="Steps" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const step = steps[index];
          if (step === undefined) return null;
          return (
            <li
              key={step.id}
              aria-setsize={steps.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 border-b border-border"
              style={{ transform: `translateY(${start}px)` }}
            >
              <StepLine {...props} step={step} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

type StepLineProps = Omit<StepListProps, 'steps'> & { step: StepNode };

function StepLine({ step, chosen, onChoose, compact = false }: StepLineProps) {
  const Kind = KIND_LOOK[step.kind].icon;
  return (
    <button
      type="button"
      aria-label={stepLabel(step)}
      aria-pressed={chosen === step.id}
      onClick={() => onChoose(step.id)}
      className={classNames(
        'grid h-9 w-full items-center gap-3 px-3 text-left -outline-offset-2 hover:bg-hover',
        compact ? 'grid-cols-[104px_minmax(0,1fr)_28px_64px] px-1' : 'grid-cols-[140px_minmax(0,1fr)_64px_112px]',
        chosen === step.id && 'bg-selected shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      <StepStatus step={step} />
      <span className="flex min-w-0 items-center gap-1.5">
        <Kind aria-hidden className="size-3.5 shrink-0 text-text-3" strokeWidth={1.75} />
        <span className={classNames('max-w-1/2 shrink-0 truncate', compact && 'sr-only')}>{step.name}</span>
        <span className="mono truncate text-text-3">{step.attempts[0]?.input?.slice(0, PREVIEW)}</span>
      </span>
      <span className="text-text-3">{step.attempts.length > 1 ? `×${step.attempts.length}` : ''}</span>
      <span className="text-right text-text-2">
        <Span step={step} />
      </span>
    </button>
  );
}

function Span({ step: { status, scheduledAt, endedAt } }: { step: StepNode }) {
  if (status === 'scheduled') return <Duration from={scheduledAt} />;
  return endedAt === undefined || endedAt === scheduledAt ? '–' : durationWords(endedAt - scheduledAt);
}
