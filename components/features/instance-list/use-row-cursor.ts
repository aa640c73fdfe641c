'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { instancePage } from '@/lib/api/paths';
import { refKey, type InstanceSummary } from '@/lib/domain/instance';
import type { Selection } from './bulk/use-selection';
import { useHotkeys } from '@/components/shared/use-hotkeys';
import { keepRowLeft, takeRowLeft } from './row-left';

/**
 * The row that keys act on; it stays with its execution when rows come and go, and who comes back to the page finds it
 * where it was left. Answers that row's index, or -1.
 */
export function useRowCursor(
  rows: readonly InstanceSummary[],
  selection: Selection,
  show: (index: number) => void,
): number {
  const [cursor, setCursor] = useState<string>();
  const router = useRouter();
  const index = cursor === undefined ? -1 : rows.findIndex((row) => refKey(row) === cursor);
  const current = rows[index];
  useReturn(rows, (index, key) => {
    setCursor(key);
    show(index);
  });
  const move = (by: number) => {
    const next = Math.min(Math.max(index + by, 0), rows.length - 1);
    const row = rows[next];
    if (row === undefined) return;
    setCursor(refKey(row));
    show(next);
  };
  const open = () => {
    if (current === undefined) return;
    keepRowLeft(current);
    router.push(instancePage(current));
  };
  const copy = async () => {
    if (current === undefined) return;
    await navigator.clipboard.writeText(current.instanceId);
    toast(`Copied ${current.instanceId}`);
  };
  useHotkeys('Executions', [
    { keys: 'j', does: 'Next row', run: () => move(1) },
    { keys: 'k', does: 'Previous row', run: () => move(-1) },
    { keys: 'ArrowDown', run: () => move(1) },
    { keys: 'ArrowUp', run: () => move(-1) },
    { keys: 'Enter', does: 'Open the execution', run: open },
    { keys: 'x', does: 'Select it, or let it go', run: () => index >= 0 && selection.toggle(index, false) },
    { keys: 'X', does: 'Select all rows down to it', run: () => index >= 0 && selection.toggle(index, true) },
    { keys: 'c', does: 'Copy its instance ID', run: () => void copy() },
    // Without a row the key is for what else it may end.
    ...(index < 0 ? [] : [{ keys: 'Escape', run: () => setCursor(undefined) }]),
  ]);
  return index;
}

/** Calls back with the row from which the page was left, if it is among the first rows; not for who is elsewhere by then. */
function useReturn(rows: readonly InstanceSummary[], goTo: (index: number, key: string) => void): void {
  const looked = useRef(false);
  const arrive = useEffectEvent(goTo);
  useEffect(() => {
    if (looked.current || rows.length === 0) return;
    looked.current = true;
    const left = takeRowLeft();
    const index = rows.findIndex((row) => refKey(row) === left);
    if (left !== undefined && index >= 0 && document.activeElement === document.body) arrive(index, left);
  }, [rows]);
}
