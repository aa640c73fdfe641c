'use client';

import { useRef, type KeyboardEvent } from 'react';

/** Presses of Esc that closed a tooltip and nothing else yet; one of them is not spent, though its default is prevented. */
const unspent = new WeakSet<Event>();

/** For a tooltip: Esc closes it, and is left to what the tooltip belongs to. */
export function passOn(press: Event): void {
  unspent.add(press);
}

/** Whether a tooltip passed this press on and nobody has taken it. */
export function isPassedOn(press: Event): boolean {
  return unspent.has(press);
}

/** For who answers a press that was passed on, so that nobody else does; false when there is nothing to take. */
export function takePassedOn(press: Event): boolean {
  return unspent.delete(press);
}

/**
 * Closes a floating panel with the very press of Esc that closed a tooltip in it. Radix gives Esc to the topmost layer
 * alone, and an open tooltip is one. `closer` goes to a button that closes the panel, `onKeyDown` to the panel.
 */
export function useEscape() {
  const closer = useRef<HTMLButtonElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (takePassedOn(event.nativeEvent)) closer.current?.click();
  };
  return { closer, onKeyDown };
}
