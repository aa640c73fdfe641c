'use client';

import { memo, type CSSProperties } from 'react';
import Link from 'next/link';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { instancePage } from '@/lib/api/paths';
import { durationWords, tickingWords } from '@/lib/domain/duration-words';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { triesOf } from '@/lib/graph/graph';
import { spanOf } from '@/lib/graph/timeline';
import { classNames } from '@/components/ui/class-names';
import { LaneIcon } from './lane-icon';
import type { LaneRow } from './lane-rows';
import { LaneTrack, type LaneTrackProps } from './lane-track';
import { laneTitle, laneWords, type WordTimes } from './lane-words';

/** The label column and the track. */
export const LANE_GRID = 'grid grid-cols-[240px_minmax(320px,1fr)]';
export const LANE_HEIGHT = 28;

export type LaneLineProps = {
  row: LaneRow;
  /** Number of the row in the whole table. */
  index: number;
  top: number;
  chosen: boolean;
  /** How the run itself stands. */
  runStatus: InstanceStatus;
  window: LaneTrackProps['window'];
  times: WordTimes;
  onChoose: (row: LaneRow) => void;
  onToggle: (row: LaneRow) => void;
};

const NOTES = {
  loading: 'Reading the lanes of the child…',
  missing: 'The child is not there: it was purged, or never came to be.',
  error: 'The lanes of the child could not be read.',
  empty: 'The child has no step.',
} as const;

/** One lane: its name, and beside it what it did along time. */
export const LaneLine = memo(function LaneLine({ row, index, top, chosen, ...props }: LaneLineProps) {
  const { runStatus, window, times, onChoose, onToggle } = props;
  const { lane, note, inside } = row;
  const selectable = inside === undefined && lane.type !== 'run';
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-label={laneWords(lane, times)}
      data-testid="lane"
      data-chosen={chosen}
      onClick={selectable ? () => onChoose(row) : undefined}
      className={classNames(
        LANE_GRID,
        'group absolute inset-x-0 h-7 border-b border-border',
        selectable && 'cursor-pointer hover:bg-hover/60',
        chosen && 'bg-selected/70',
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div
        role="rowheader"
        className={classNames(
          'sticky left-0 z-10 flex min-w-0 items-center gap-1.5 border-r border-border bg-surface pr-2 pl-(--indent)',
          selectable && 'group-hover:bg-hover',
          chosen && 'bg-selected shadow-[inset_2px_0_0_var(--accent)] group-hover:bg-selected',
        )}
        style={{ '--indent': `${8 + row.depth * 16}px` } as CSSProperties}
      >
        <Toggle row={row} onToggle={onToggle} />
        <LaneIcon lane={lane} runStatus={runStatus} />
        <LaneName row={row} chosen={chosen} onChoose={selectable ? onChoose : undefined} />
        {lane.type === 'step' && triesOf(lane.step) > 1 && <span className="text-text-3">×{triesOf(lane.step)}</span>}
        <span className="ml-auto shrink-0 text-meta font-normal text-text-3">{spanText(row, times)}</span>
      </div>
      <div role="cell" className="relative overflow-hidden">
        <span className="sr-only">{laneWords(lane, times)}</span>
        <LaneTrack lane={lane} window={window} times={times} />
        {note !== undefined && (
          <span
            role="status"
            className="absolute inset-y-0 left-2 flex items-center bg-surface px-1 text-meta text-text-2"
          >
            {NOTES[note]}
          </span>
        )}
      </div>
    </div>
  );
});

type LaneNameProps = { row: LaneRow; chosen: boolean; onChoose: ((row: LaneRow) => void) | undefined };

function LaneName({ row, chosen, onChoose }: LaneNameProps) {
  const title = laneTitle(row.lane);
  const look = classNames('truncate text-left', row.lane.type === 'run' && 'font-semibold');
  if (row.inside !== undefined) {
    return (
      <Link
        href={`${instancePage(row.inside)}?tab=timeline&step=${encodeURIComponent(row.lane.id)}`}
        title={`${title}, in ${row.inside.instanceId}`}
        className={classNames(look, '-outline-offset-2 hover:underline')}
      >
        {title}
      </Link>
    );
  }
  if (onChoose === undefined) return <span className={look}>{title}</span>;
  return (
    <button
      type="button"
      aria-pressed={chosen}
      title={title}
      className={classNames(look, '-outline-offset-2')}
      onClick={(event) => {
        event.stopPropagation();
        onChoose(row);
      }}
    >
      {title}
    </button>
  );
}

function Toggle({ row, onToggle }: { row: LaneRow; onToggle: (row: LaneRow) => void }) {
  if (row.open === undefined) return <span className="w-6 shrink-0" />;
  const Icon = row.open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      aria-expanded={row.open}
      aria-label={`Lanes of ${laneTitle(row.lane)}`}
      className="grid size-6 shrink-0 place-items-center rounded-chip text-text-2 -outline-offset-2 hover:text-text"
      onClick={(event) => {
        event.stopPropagation();
        onToggle(row);
      }}
    >
      <Icon aria-hidden className="size-4" strokeWidth={1.75} />
    </button>
  );
}

function spanText({ lane }: LaneRow, { now }: WordTimes): string {
  const { from, to } = spanOf(lane);
  if (to === undefined) return tickingWords(now - from);
  return to === from ? '' : durationWords(to - from);
}
