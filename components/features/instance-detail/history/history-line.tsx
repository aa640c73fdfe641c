import { memo } from 'react';
import { ArrowLeft, ArrowRight, Link2 } from 'lucide-react';
import type { Instant } from '@/lib/domain/instant';
import { durationWords } from '@/lib/domain/duration-words';
import { classNames } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import { MomentTime } from '@/components/shared/moment-time';
import type { HistoryRow } from './history-rows';

/** The columns of the table, for its head and for every line. */
export const HISTORY_GRID =
  'grid grid-cols-[44px_80px_14px_minmax(148px,184px)_minmax(80px,180px)_60px_80px_minmax(72px,1fr)_28px] items-center gap-x-2 px-3';

export type HistoryLineProps = {
  row: HistoryRow;
  /** What offsets are measured from. */
  origin: Instant;
  clock: boolean;
  chosen: boolean;
  /** The row's partner is under the pointer. */
  paired: boolean;
  top: number;
  on: HistoryLineActions;
};

/** What a line can ask for; the same for every line, and from one drawing to the next. */
export type HistoryLineActions = {
  readonly select: (row: HistoryRow) => void;
  readonly hover: (sequence: number | undefined) => void;
  readonly pair: (row: HistoryRow) => void;
  readonly copyLink: (row: HistoryRow) => void;
};

/** One event of the history; drawn again only when it changes, as lines come and go with every turn of the wheel. */
export const HistoryLine = memo(function HistoryLine({
  row,
  origin,
  clock,
  chosen,
  paired,
  top,
  on,
}: HistoryLineProps) {
  const { sequence, pair } = row;
  const Arrow = pair?.role === 'closes' ? ArrowLeft : ArrowRight;
  return (
    <div
      role="row"
      aria-rowindex={sequence + 2}
      aria-selected={chosen}
      data-testid="history-row"
      onClick={() => on.select(row)}
      onPointerEnter={() => on.hover(sequence)}
      onPointerLeave={() => on.hover(undefined)}
      className={classNames(
        HISTORY_GRID,
        'group absolute inset-x-0 h-9 cursor-pointer border-b border-border hover:bg-hover',
        chosen && 'bg-selected shadow-[inset_2px_0_0_var(--accent)] hover:bg-selected',
        paired && 'outline -outline-offset-1 outline-accent',
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="cell" className="mono text-right text-text-3">
        {sequence}
      </span>
      <span role="cell" className="text-right whitespace-nowrap text-text-2">
        {clock ? clockWord(row.at) : offsetWord(row.at - origin)}
      </span>
      <span role="cell" aria-hidden className="h-full">
        {pair !== undefined && <Bracket role={pair.role} />}
      </span>
      <span role="cell" className="min-w-0">
        <button
          type="button"
          className={classNames('max-w-full truncate text-left', row.failed && 'text-failed')}
          onClick={() => on.select(row)}
        >
          {row.title}
        </button>
        {row.pending && <span className="block truncate text-meta text-text-3">received, not yet processed</span>}
      </span>
      <span role="cell" className="truncate" title={row.name}>
        {row.name}
      </span>
      <span role="cell">
        {pair !== undefined && (
          <button
            type="button"
            aria-label={`Go to the pair, event ${pair.partner}`}
            className="mono inline-flex items-center gap-1 text-accent hover:underline"
            onClick={(event) => {
              event.stopPropagation();
              on.pair(row);
            }}
          >
            <Arrow aria-hidden className="size-3" strokeWidth={2} />#{pair.partner}
          </button>
        )}
      </span>
      <span role="cell" className="text-right whitespace-nowrap text-text-2">
        {pair === undefined ? '' : durationWords(pair.duration)}
      </span>
      <span role="cell" className={classNames('truncate pl-1.5 text-text-2', row.family !== 'timer' && 'mono')}>
        {row.dueAt === undefined ? row.detail : <Due at={row.dueAt} />}
      </span>
      <span role="cell" className="opacity-0 group-hover:opacity-100 focus-within:opacity-100">
        <IconButton
          compact
          icon={Link2}
          label={`Copy link to event ${sequence}`}
          onClick={(event) => {
            event.stopPropagation();
            on.copyLink(row);
          }}
        />
      </span>
    </div>
  );
});

/** When a timer fires, as all times are shown here; events carry it as an instant. */
function Due({ at }: { at: Instant }) {
  return (
    <>
      due <MomentTime at={at} />
    </>
  );
}

function Bracket({ role }: { role: 'opens' | 'closes' }) {
  const shape =
    role === 'opens'
      ? 'top-1/2 bottom-0 rounded-tl border-t border-l'
      : 'top-0 bottom-1/2 rounded-bl border-b border-l';
  return (
    <span className="relative block h-full">
      <span className={classNames('absolute left-1 w-2.5 border-control', shape)} />
    </span>
  );
}

function offsetWord(milliseconds: number): string {
  const sign = milliseconds < 0 ? '−' : '+';
  const span = Math.abs(milliseconds);
  return span < 600_000 ? `${sign}${(span / 1000).toFixed(3)}` : `${sign}${durationWords(span)}`;
}

function clockWord(at: Instant): string {
  const date = new Date(at);
  return `${date.toLocaleTimeString('en-GB')}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
