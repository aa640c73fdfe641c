'use client';

import { useSyncExternalStore } from 'react';

const KEY = 'perdure-hotkeys';
const listeners = new Set<() => void>();

/** False when somebody has turned off shortcuts of a single letter: they get in the way of dictation (WCAG 2.1.4). */
export function areHotkeysOn(): boolean {
  return localStorage.getItem(KEY) !== 'off';
}

/** Whether shortcuts are on, and how to turn them; remembered in this browser. */
export function useHotkeySwitch(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, areHotkeysOn, () => true), turn];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function turn(on: boolean): void {
  localStorage.setItem(KEY, on ? 'on' : 'off');
  listeners.forEach((listener) => listener());
}
