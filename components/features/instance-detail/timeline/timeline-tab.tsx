'use client';

import { useCallback, useMemo, useState } from 'react';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { hasEnded } from '@/lib/domain/instance-status';
import { spanOf } from '@/lib/graph/timeline';
import { useNow } from '@/components/shared/use-now';
import type { DetailSearch, SetDetailSearch } from '../search-params';
import type { Execution } from '../use-execution';
import { ChildLoader } from './child-loader';
import { executionTimeline } from './execution-timeline';
import { childOf, laneRows, type ChildLanes } from './lane-rows';
import { Lanes } from './lanes';
import { TimelineLegend } from './timeline-legend';
import { TimelineToolbar } from './timeline-toolbar';
import { useTimeWindow } from './use-time-window';

/** How often an open timeline grows; what has ended never does. */
const TICK = 1000;
const NO_TICK = 3_600_000;

export type TimelineTabProps = { execution: Execution; search: DetailSearch; setSearch: SetDetailSearch };

/** When each step ran, on one scale of time. */
export function TimelineTab({ execution, search, setSearch }: TimelineTabProps) {
  const { graph, instance, related, entries } = execution;
  const timeline = useMemo(
    () => executionTimeline({ graph, instance, related, entries }),
    [graph, instance, related, entries],
  );
  const ticking = useNow(hasEnded(instance.status) ? NO_TICK : TICK);
  const now = timeline.to ?? Math.max(ticking, timeline.latest);
  const control = useTimeWindow(Math.max(1, Math.ceil(now - timeline.from)), search, setSearch);
  const { children, onLanes } = useChildren();
  const open = useMemo(() => new Set(search.open), [search.open]);
  const rows = useMemo(() => laneRows(timeline, { open, children }), [timeline, open, children]);
  const chosen = rows.find((row) => row.inside === undefined && row.lane.id === search.step);
  const span = chosen === undefined ? undefined : spanOf(chosen.lane);
  const around = span === undefined ? undefined : (span.from + (span.to ?? now)) / 2 - timeline.from;
  return (
    <div className="flex h-full min-h-0 flex-col gap-3">
      <TimelineToolbar
        lanes={rows.length}
        complete={execution.historyComplete}
        reading={execution.reading}
        around={around}
        control={control}
      />
      <Lanes
        timeline={timeline}
        rows={rows}
        now={now}
        status={instance.status}
        control={control}
        around={around}
        search={search}
        setSearch={setSearch}
      />
      <TimelineLegend />
      {rows.map((row) => {
        const child = row.open === true ? childOf(row.lane) : undefined;
        return child === undefined ? null : <ChildLoader key={row.key} child={child} onLanes={onLanes} />;
      })}
    </div>
  );
}

/** What was read of the children that were opened. */
function useChildren() {
  const [children, setChildren] = useState<ReadonlyMap<string, ChildLanes>>(new Map());
  const onLanes = useCallback((child: InstanceRef, lanes: ChildLanes) => {
    setChildren((known) => new Map(known).set(refKey(child), lanes));
  }, []);
  return { children, onLanes };
}
