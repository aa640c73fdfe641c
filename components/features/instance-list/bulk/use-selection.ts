'use client';

import { useCallback, useMemo, useState } from 'react';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { ListFilter } from '@/lib/domain/instance-filter';

type Rows = readonly InstanceRef[];
type Picked = ReadonlyMap<string, InstanceRef>;

/** What is selected: rows that were picked, or all that the filter means, loaded or not. */
export type Selection = {
  readonly picked: Picked;
  readonly isAll: boolean;
  readonly size: number;
  has(ref: InstanceRef): boolean;
  /** Of the rows that are loaded. */
  readonly state: boolean | 'indeterminate';
  /** Picks a row or lets it go, of all that match too; with `toHere` picks all from the last one touched to this one. */
  toggle(index: number, toHere: boolean): void;
  toggleLoaded(): void;
  pickAll(): void;
  clear(): void;
};

const NONE: Picked = new Map();

/** Selected rows of a list. Another filter selects nothing: what is selected is always in the list. */
export function useSelection(rows: Rows, filter: ListFilter): Selection {
  const [chosen, setChosen] = useState({ filter, picked: NONE, isAll: false, anchor: 0 });
  if (chosen.filter !== filter) setChosen({ filter, picked: NONE, isAll: false, anchor: 0 });
  const { picked, isAll } = chosen;
  const change = useCallback(
    (next: Picked, over: { isAll?: boolean; anchor?: number } = {}) =>
      setChosen((before) => ({ ...before, picked: next, isAll: false, ...over })),
    [],
  );
  return useMemo(() => {
    const loaded = rows.filter((row) => picked.has(refKey(row))).length;
    return {
      picked,
      isAll,
      size: picked.size,
      has: (ref) => isAll || picked.has(refKey(ref)),
      state: stateOf(isAll ? rows.length : loaded, rows.length),
      toggle: (index, toHere) => {
        const from = toHere ? chosen.anchor : index;
        const touched = rows.slice(Math.min(from, index), Math.max(from, index) + 1);
        const row = rows[index];
        if (row === undefined) return;
        const before = isAll ? byKey(rows) : picked;
        const isPicking = toHere || !before.has(refKey(row));
        change(isPicking ? new Map([...before, ...byKey(touched)]) : without(before, touched), { anchor: index });
      },
      toggleLoaded: () => change(isAll || loaded > 0 ? NONE : byKey(rows)),
      pickAll: () => change(NONE, { isAll: true }),
      clear: () => change(NONE),
    };
  }, [rows, picked, isAll, chosen.anchor, change]);
}

function stateOf(selected: number, of: number): boolean | 'indeterminate' {
  if (selected === 0) return false;
  return selected === of ? true : 'indeterminate';
}

function without(before: Picked, touched: Rows): Picked {
  const gone = new Set(touched.map(refKey));
  return new Map([...before].filter(([key]) => !gone.has(key)));
}

function byKey(rows: Rows): Picked {
  return new Map(rows.map((row) => [refKey(row), { appId: row.appId, instanceId: row.instanceId }]));
}
