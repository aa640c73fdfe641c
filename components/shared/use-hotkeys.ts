'use client';

import { useEffect, useRef } from 'react';
import { isPassedOn, takePassedOn } from '@/components/ui/escape';
import { areHotkeysOn } from './hotkey-switch';

export type Hotkey = {
  /** A key as the browser names it ("j", "Enter", "?"), or two after another ("g e"). */
  readonly keys: string;
  /** What it does, for the shortcut sheet; left out for a second key of the same thing. */
  readonly does?: string;
  readonly run: (event: KeyboardEvent) => void;
};

export type HotkeyGroup = { readonly name: string; readonly hotkeys: readonly Hotkey[] };

const SEQUENCE_MS = 1000;
const groups = new Set<HotkeyGroup>();

/** Every group of the page on screen; the shortcut sheet reads it when it opens. */
export function currentHotkeys(): readonly HotkeyGroup[] {
  const byName = Map.groupBy(groups, (group) => group.name);
  return [...byName].map(([name, same]) => ({ name, hotkeys: same.flatMap((group) => group.hotkeys) }));
}

/** Listens for keys while mounted, except while somebody types, a dialog is open or a modifier is held. */
export function useHotkeys(name: string, hotkeys: readonly Hotkey[]): void {
  const latest = useRef(hotkeys);
  useEffect(() => {
    latest.current = hotkeys;
  });
  useEffect(() => {
    const group: HotkeyGroup = {
      name,
      get hotkeys() {
        return latest.current;
      },
    };
    let previous = { key: '', at: -SEQUENCE_MS };
    const listen = (event: KeyboardEvent) => {
      if (isTaken(event) || !areHotkeysOn()) return;
      const sequence = event.timeStamp - previous.at < SEQUENCE_MS ? `${previous.key} ${event.key}` : '';
      previous = { key: event.key, at: event.timeStamp };
      const hotkey =
        latest.current.find(({ keys }) => keys === sequence) ?? pickSingle(latest.current, event.key, sequence);
      if (hotkey === undefined) return;
      event.preventDefault();
      takePassedOn(event);
      hotkey.run(event);
    };
    groups.add(group);
    window.addEventListener('keydown', listen);
    return () => {
      groups.delete(group);
      window.removeEventListener('keydown', listen);
    };
  }, [name]);
}

/** "g" begins a pair, so the second key of a pair never also counts by itself. */
function pickSingle(hotkeys: readonly Hotkey[], key: string, sequence: string): Hotkey | undefined {
  return sequence.startsWith('g ') ? undefined : hotkeys.find(({ keys }) => keys === key);
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented && !isPassedOn(event)) return true;
  if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('input, textarea, select, [role=menu], [role=listbox]') !== null)
    return true;
  if (document.querySelector('[role=dialog], [role=alertdialog]') !== null) return true;
  return isPressing(event.key, target);
}

/** Enter and Space belong to the control that has the focus. */
function isPressing(key: string, target: HTMLElement): boolean {
  return (key === 'Enter' || key === ' ') && target.closest('a, button, [role=checkbox], [role=switch]') !== null;
}
