/** From where to where something reaches on the screen along one axis, in px. */
export type Reach = { readonly start: number; readonly end: number };

/** How far something has to be moved to lie within what can be seen; of what is too large the start is seen. */
export function shiftInto(box: Reach, seen: Reach): number {
  const fromEnd = Math.min(0, seen.end - box.end);
  return box.start + fromEnd < seen.start ? seen.start - box.start : fromEnd;
}
