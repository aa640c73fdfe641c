'use client';

import { useCallback, useMemo, useState } from 'react';
import { NEEDS_WIDTH, TRACKS } from './columns';

/** Which columns fit a measured width, and the grid tracks they make. */
export function useVisibleColumns() {
  const [width, setWidth] = useState(Infinity);
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => entry !== undefined && setWidth(entry.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return useMemo(() => ({ measure, ...fitColumns(width) }), [measure, width]);
}

/** Leaves out what needs more width. */
function fitColumns(width: number): { visibility: Record<string, boolean>; tracks: string } {
  const fits = (id: string) => width >= (NEEDS_WIDTH[id] ?? 0);
  const ids = Object.keys(TRACKS);
  return {
    visibility: Object.fromEntries(ids.map((id) => [id, fits(id)])),
    tracks: ids
      .filter(fits)
      .map((id) => TRACKS[id])
      .join(' '),
  };
}
