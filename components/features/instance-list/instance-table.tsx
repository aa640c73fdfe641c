'use client';

import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { refKey, type InstanceSummary } from '@/lib/domain/instance';
import { Checkbox } from '@/components/ui/checkbox';
import { classNames } from '@/components/ui/class-names';
import type { Selection } from './bulk/use-selection';
import { titleOf, type ColumnId } from './columns/column-ids';
import { specOf } from './columns/column-spec';
import { useVisibleColumns } from './columns/use-visible-columns';
import { InstanceRow } from './instance-row';
import { LoadingRows } from './loading-rows';
import { ROW_HEIGHT, type Density } from './use-density';
import { useRowCursor } from './use-row-cursor';

const HEADER_HEIGHT = 32;
/** Rows left below the window when the next page is asked for. */
const AHEAD = 30;
const HEAD = 'truncate px-2';

export type InstanceTableProps = {
  rows: readonly InstanceSummary[];
  /** All that match, loaded or not; undefined while unknown. */
  total: number | undefined;
  columns: readonly ColumnId[];
  density: Density;
  loading: boolean;
  selection: Selection;
  onNearEnd: () => void;
  onScrolled: (atTop: boolean) => void;
  /** Stands over the rows: the pill. Gets a way to scroll to the top. */
  overlay: (scrollToTop: () => void) => ReactNode;
};

/** The rows, of which only those near the window exist. */
export function InstanceTable(props: InstanceTableProps) {
  const { rows, total, density, loading, selection, onNearEnd, onScrolled, overlay } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const height = ROW_HEIGHT[density];
  const { measure, columns, tracks } = useVisibleColumns(props.columns);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => height, [height]),
    overscan: 12,
    scrollPaddingStart: HEADER_HEIGHT,
    initialRect: { width: 1024, height: 768 },
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const cursor = useRowCursor(rows, selection, (index) => {
    virtual.scrollToIndex(index);
    scroller.current?.focus({ preventScroll: true });
  });
  const items = virtual.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastIndex >= rows.length - AHEAD) onNearEnd();
  }, [lastIndex, rows.length, onNearEnd]);

  return (
    <div className="relative min-h-0 min-w-0 flex-1">
      {overlay(() => scroller.current?.scrollTo({ top: 0 }))}
      <div
        ref={scroller}
        tabIndex={0}
        role="region"
        aria-label="Executions, newest first"
        onScroll={(event) => onScrolled(event.currentTarget.scrollTop < height)}
        className={classNames(
          'h-full overflow-auto bg-surface focus-visible:outline-offset-[-2px]',
          cursor >= 0 && 'outline-none',
        )}
      >
        <div role="table" aria-label="Executions" aria-rowcount={total === undefined ? -1 : total + 1} ref={measure}>
          <div role="rowgroup" className="sticky top-0 z-10">
            <div
              role="row"
              aria-rowindex={1}
              style={{ height: HEADER_HEIGHT, gridTemplateColumns: tracks }}
              className="grid items-center border-b border-border bg-surface text-meta text-text-3"
            >
              <div role="columnheader" className="flex items-center justify-end pr-2">
                <Checkbox
                  aria-label={selection.state === false ? 'Select the rows that are loaded' : 'Select nothing'}
                  checked={selection.state}
                  disabled={loading}
                  onClick={selection.toggleLoaded}
                />
              </div>
              {columns.map((id) => (
                <div
                  key={id}
                  role="columnheader"
                  aria-sort={id === 'created' ? 'descending' : undefined}
                  className={specOf(id).isNumber === true ? 'truncate px-2 text-right' : HEAD}
                >
                  {titleOf(id)}
                  {id === 'created' && <span aria-hidden> ↓</span>}
                </div>
              ))}
            </div>
          </div>
          {loading ? (
            <LoadingRows tracks={tracks} height={height} columns={columns.length + 1} />
          ) : (
            <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
              {items.map((item) => {
                const row = rows[item.index];
                return row === undefined ? null : (
                  <InstanceRow
                    key={refKey(row)}
                    instance={row}
                    columns={columns}
                    rowIndex={item.index + 2}
                    top={item.start}
                    height={height}
                    tracks={tracks}
                    isCursor={item.index === cursor}
                    isSelected={selection.has(row)}
                    onSelect={(toHere) => selection.toggle(item.index, toHere)}
                  />
                );
              })}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
