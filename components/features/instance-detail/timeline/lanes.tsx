'use client';

import { useCallback, useMemo, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import type { Timeline } from '@/lib/graph/timeline';
import { classNames } from '@/components/ui/class-names';
import type { DetailSearch, SetDetailSearch } from '../search-params';
import { DensityBrush } from './density-brush';
import { LANE_GRID, LANE_HEIGHT, LaneLine } from './lane-row';
import type { LaneRow } from './lane-rows';
import { Measure } from './measure';
import { TimeAxis, useTicks } from './time-axis';
import { TrackGround } from './track-ground';
import type { WindowControl } from './use-time-window';
import { useTimelineKeys } from './use-timeline-keys';

/** Brush, axis and the line below them. */
const HEAD = 36 + 24 + 1;

export type LanesProps = {
  timeline: Timeline;
  rows: readonly LaneRow[];
  now: Instant;
  status: InstanceStatus;
  control: WindowControl;
  /** A time of the chosen lane. */
  around: number | undefined;
  search: DetailSearch;
  setSearch: SetDetailSearch;
};

/** The lanes under their scale of time; only those in view are drawn. */
export function Lanes({ timeline, rows, now, status, control, around, search, setSearch }: LanesProps) {
  const viewport = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const cursor = rows.findIndex((row) => holds(row, search.step));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: () => LANE_HEIGHT,
    overscan: 12,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    initialRect: { width: 1000, height: 600 },
    initialOffset: () => Math.max(0, (cursor - 6) * LANE_HEIGHT),
  });
  const { from, to } = control.window;
  const ticks = useTicks(track, control.window);
  const times = useMemo(() => ({ origin: timeline.from, now }), [timeline.from, now]);
  const absolute = useMemo(() => ({ from: timeline.from + from, to: timeline.from + to }), [timeline.from, from, to]);
  const choose = useCallback((row: LaneRow) => void setSearch({ step: row.lane.id, event: null }), [setSearch]);
  const toggle = useCallback(
    ({ key }: LaneRow) =>
      void setSearch(({ open }) => ({ open: open.includes(key) ? open.filter((one) => one !== key) : [...open, key] })),
    [setSearch],
  );
  const walk = (step: 1 | -1) => {
    for (let index = cursor + step; index >= 0 && index < rows.length; index += step) {
      const row = rows[index];
      if (row === undefined || row.inside !== undefined || row.lane.type === 'run') continue;
      choose(row);
      return virtual.scrollToIndex(index, { align: 'auto' });
    }
  };
  const current = rows[cursor];
  useTimelineKeys({ control, around, walk, toggle: () => current?.open !== undefined && toggle(current) });
  return (
    <div
      ref={viewport}
      tabIndex={0}
      role="group"
      aria-label="Lanes"
      className="min-h-0 flex-1 overflow-auto rounded-card border border-border bg-surface -outline-offset-2"
    >
      <div className="relative min-h-full min-w-[560px]">
        <div className={classNames(LANE_GRID, 'sticky top-0 z-20 border-b border-border bg-surface')}>
          <p className="sticky left-0 z-10 flex items-end border-r border-border bg-surface px-3 pb-1 text-meta text-text-3">
            Step
          </p>
          <div ref={track}>
            <DensityBrush timeline={timeline} end={now} control={control} />
            <TimeAxis ticks={ticks} window={control.window} timeline={timeline} now={now} />
          </div>
        </div>
        <TrackGround ticks={ticks} window={control.window} timeline={timeline} now={now} />
        <Measure area={viewport} track={track} window={control.window} />
        <div role="table" aria-label="Timeline" aria-rowcount={rows.length}>
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              if (row === undefined) return null;
              return (
                <LaneLine
                  key={row.key}
                  row={row}
                  index={index}
                  top={start - HEAD}
                  chosen={index === cursor}
                  runStatus={status}
                  window={absolute}
                  times={times}
                  onChoose={choose}
                  onToggle={toggle}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

/** The lane of the chosen step: its own, or that of the closed group it is in. */
function holds({ lane, inside, open }: LaneRow, step: string | null): boolean {
  if (step === null || inside !== undefined || lane.type === 'run') return false;
  if (lane.id === step) return true;
  return lane.type === 'group' && open === false && lane.members.some(({ id }) => id === step);
}
