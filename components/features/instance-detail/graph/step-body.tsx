import { durationWords } from '@/lib/domain/duration-words';
import type { Instant } from '@/lib/domain/instant';
import { isStruck, lastAttempt, triesOf, type StepNode } from '@/lib/graph/graph';
import { classNames } from '@/components/ui/class-names';
import { Duration } from '@/components/shared/duration';
import { formatMoment } from '@/components/shared/format-time';
import { StatusIcon } from '@/components/shared/status-icon';
import { STATUS_STYLES } from '@/components/shared/status-styles';
import { truncateMiddle } from '@/components/shared/truncate-middle';
import { useNow } from '@/components/shared/use-now';
import { StepKindIcon } from '../step-kind-icon';
import { statusWord } from '@/lib/graph/node-words';
import { lookOf, originWords } from '../step-look';

const NAME_ENDS = { head: 13, tail: 9 };
const TIMER_ENDS = { head: 9, tail: 6 };

/** Status, kind and name of a step; below them what it does or did. */
export function StepBody({ step }: { step: StepNode }) {
  const status = lookOf(step);
  const { color, tint } = STATUS_STYLES[status];
  const isTimer = step.kind === 'timer';
  const open = step.status === 'scheduled';
  return (
    <div
      className={classNames(
        'relative flex h-full items-stretch overflow-hidden border border-border bg-surface',
        isTimer ? 'rounded-full' : 'rounded-card',
        step.status === 'failed' && tint,
        (step.ignored || step.retryAt !== undefined) && 'border-dashed border-control',
        step.kind === 'child' && 'shadow-[3px_3px_0_-1px_var(--surface),3px_3px_0_0_var(--border)]',
      )}
    >
      {!isTimer && <span aria-hidden className="w-[3px] shrink-0" style={{ background: color }} />}
      <div className={classNames('flex min-w-0 flex-1 flex-col justify-center', isTimer ? 'px-3' : 'px-2.5')}>
        <div className="zoom-name flex items-center gap-1.5">
          <StatusIcon status={status} className={classNames('size-3.5', open && 'animate-status-pulse')} />
          <span className="zoom-near contents">
            <StepKindIcon step={step} />
          </span>
          <span
            className={classNames(
              'truncate font-semibold',
              !isImportant(step) && 'zoom-mid',
              isStruck(step) && 'text-text-2 line-through',
            )}
            title={step.name}
          >
            {truncateMiddle(step.name, isTimer ? TIMER_ENDS : NAME_ENDS)}
          </span>
          {triesOf(step) > 1 && <Attempts step={step} />}
        </div>
        <Facts step={step} />
      </div>
    </div>
  );
}

/** Whose name stays readable however far the view is. */
function isImportant(step: StepNode): boolean {
  return step.status === 'failed' || step.status === 'scheduled';
}

function Attempts({ step }: { step: StepNode }) {
  return (
    <span
      className={classNames(
        'zoom-near ml-auto rounded-chip px-1 text-meta',
        step.status === 'failed' ? 'bg-failed-tint text-failed' : 'bg-sunken text-text-2',
      )}
    >
      ×{triesOf(step)}
    </span>
  );
}

function Facts({ step }: { step: StepNode }) {
  return (
    <p className="zoom-near zoom-fact truncate text-text-2">
      {!isOpenTimer(step) && (
        <span className={step.status === 'failed' ? 'text-failed' : undefined}>{statusWord(step)}</span>
      )}
      {step.pending && ', not yet processed'}
      {!step.pending && hasDuration(step) && (
        <>
          {!isOpenTimer(step) && ' · '}
          <Span step={step} />
        </>
      )}
      {originWords(step).map((words) => ` · ${words}`)}
    </p>
  );
}

/** Its due time says that it waits, and a pill has no room for both. */
function isOpenTimer({ kind, status, dueAt }: StepNode): boolean {
  return kind === 'timer' && status === 'scheduled' && dueAt !== undefined;
}

function Span({ step }: { step: StepNode }) {
  if (step.status !== 'scheduled') return durationWords((step.endedAt ?? step.scheduledAt) - step.scheduledAt);
  if (step.retryAt !== undefined) return <Moment word="next" at={step.retryAt} />;
  if (step.kind === 'timer' && step.dueAt !== undefined) return <Moment word="until" at={step.dueAt} />;
  return <Duration from={lastAttempt(step).scheduledAt} />;
}

function Moment({ word, at }: { word: string; at: Instant }) {
  return `${word} ${formatMoment(at, useNow(60_000))}`;
}

/** Raised events nobody announced, and what is only sent, take no time; what was cut off says nothing about its length. */
function hasDuration(step: StepNode): boolean {
  if (step.status === 'scheduled') return true;
  return step.endedAt !== undefined && step.endedAt > step.scheduledAt && step.kind !== 'timer';
}
