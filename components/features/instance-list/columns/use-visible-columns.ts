'use client';

import { useCallback, useMemo, useState } from 'react';
import { fitting, type ColumnId } from './column-ids';
import { specOf } from './column-spec';

/** The column of boxes before all others. */
const SELECT_WIDTH = 40;
const SELECT_TRACK = `${SELECT_WIDTH}px`;

/** Which columns fit a measured width, and the grid tracks they make. */
export function useVisibleColumns(ids: readonly ColumnId[]) {
  const [width, setWidth] = useState(Infinity);
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => entry !== undefined && setWidth(entry.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return useMemo(() => {
    const columns = fitting(ids, width - SELECT_WIDTH, (id) => specOf(id).least);
    return { measure, columns, tracks: [SELECT_TRACK, ...columns.map((id) => specOf(id).track)].join(' ') };
  }, [measure, ids, width]);
}
