'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { toast } from 'sonner';
import { indexOfSequence } from '@/lib/graph/history-entry';
import { EmptyState } from '@/components/shared/empty-state';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import type { DetailSearch, SetDetailSearch } from '../search-params';
import type { Execution } from '../use-execution';
import { HistoryGap } from './history-gap';
import { HISTORY_GRID, HistoryLine, type HistoryLineActions } from './history-line';
import { filterRows, historyRows, originOf, turnCount, type HistoryRow } from './history-rows';
import { HistoryToolbar } from './history-toolbar';
import { useHistoryKeys } from './use-history-keys';
import { ROW, useHistoryPlace } from './use-history-place';

const HEAD_STYLES: Record<string, string> = {
  '#': 'text-right',
  Offset: 'text-right',
  Clock: 'text-right',
  Duration: 'text-right',
  Detail: 'pl-1.5',
};

export type HistoryTabProps = { execution: Execution; search: DetailSearch; setSearch: SetDetailSearch };

/** Every event of the run; only what is in view is drawn. */
export function HistoryTab({ execution, search, setSearch }: HistoryTabProps) {
  const { entries, stepOfEvent, pairs } = execution;
  const all = useMemo(() => historyRows(entries, { stepOfEvent, pairs }), [entries, stepOfEvent, pairs]);
  const { kind, turns: withTurns } = search;
  const find = useDeferredValue(search.find);
  const rows = useMemo(() => filterRows(all, { kind, find, turns: withTurns }), [all, kind, find, withTurns]);
  const turns = useMemo(() => turnCount(all), [all]);
  const clear = () => void setSearch({ kind: null, find: '' });
  return (
    <div className="flex h-full min-h-0 flex-col gap-3">
      <HistoryToolbar
        search={search}
        setSearch={setSearch}
        shown={rows.length}
        total={search.turns ? all.length : all.length - turns}
        turns={turns}
        complete={execution.historyComplete}
        reading={execution.reading}
      />
      {rows.length === 0 ? (
        <EmptyState
          title={all.length === 0 ? 'Nothing has happened yet.' : 'No event matches.'}
          actions={all.length > 0 && <Button onClick={clear}>Clear the filter</Button>}
        />
      ) : (
        <HistoryTable rows={rows} execution={execution} search={search} setSearch={setSearch} />
      )}
    </div>
  );
}

type HistoryTableProps = HistoryTabProps & { rows: readonly HistoryRow[] };
type LineActions = HistoryLineActions & { readonly goTo: (index: number) => void };

function HistoryTable({ rows, execution: { entries, reading }, search, setSearch }: HistoryTableProps) {
  const [hovered, setHovered] = useState<number>();
  const origin = useMemo(() => originOf(entries), [entries]);
  const total = reading?.total ?? entries.length;
  const { viewport, onScroll } = useHistoryPlace({ rows, entries, wanted: search.event });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW,
    overscan: 16,
    initialRect: { width: 1000, height: 600 },
    initialOffset: () => Math.max(0, (indexOfSequence(rows, search.event ?? -1) - 4) * ROW),
  });
  const on = useMemo((): LineActions => {
    const select = (row: HistoryRow) => void setSearch({ event: row.sequence, step: row.step?.id ?? null });
    const goTo = (index: number) => {
      const row = rows[index];
      if (row === undefined) return;
      select(row);
      virtual.scrollToIndex(index, { align: 'auto' });
    };
    const pair = (row: HistoryRow) => goTo(indexOfSequence(rows, row.pair?.partner ?? -1));
    return { select, goTo, pair, hover: setHovered, copyLink: (row) => void copyLink(row.sequence) };
  }, [rows, setSearch, virtual]);
  useHistoryKeys({ rows, cursor: indexOfSequence(rows, search.event ?? -1), goTo: on.goTo });
  const partner = rows[indexOfSequence(rows, hovered ?? -1)]?.pair?.partner;
  return (
    <div className="min-h-0 flex-1 overflow-x-auto rounded-card border border-border bg-surface">
      <div role="table" aria-label="History" aria-rowcount={total + 1} className="flex h-full min-w-[700px] flex-col">
        <div role="rowgroup">
          <div
            role="row"
            aria-rowindex={1}
            className={classNames(HISTORY_GRID, 'h-8 border-b border-border text-meta text-text-3')}
          >
            {headsFor(search.clock).map((head, index) => (
              <span role="columnheader" key={index} className={HEAD_STYLES[head]}>
                {head === '' ? <span className="sr-only">{index === 2 ? 'Bracket' : 'Link'}</span> : head}
              </span>
            ))}
          </div>
        </div>
        <div
          ref={viewport}
          role="rowgroup"
          tabIndex={0}
          aria-label="Events"
          className="min-h-0 flex-1 overflow-y-auto"
          onScroll={onScroll}
        >
          <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
            <HistoryGap rows={rows} reading={reading} />
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              if (row === undefined) return null;
              return (
                <HistoryLine
                  key={row.sequence}
                  row={row}
                  top={start}
                  origin={origin}
                  clock={search.clock}
                  chosen={search.event === row.sequence}
                  paired={partner === row.sequence}
                  on={on}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

function headsFor(clock: boolean): readonly string[] {
  return ['#', clock ? 'Clock' : 'Offset', '', 'Event', 'Step', 'Pair', 'Duration', 'Detail', ''];
}

async function copyLink(sequence: number): Promise<void> {
  const url = new URL(window.location.href);
  url.searchParams.set('tab', 'history');
  url.searchParams.set('event', String(sequence));
  await navigator.clipboard.writeText(url.href);
  toast.success(`Copied the link to event ${sequence}.`);
}
