/** From where to where something reaches on the screen along one axis, in px. */
export type Reach = { readonly start: number; readonly end: number };

/** How far something has to be moved to lie within what can be seen; of what is too large the start is seen. */
export function shiftInto(box: Reach, seen: Reach): number {
  const fromEnd = Math.min(0, seen.end - box.end);
  return box.start + fromEnd < seen.start ? seen.start - box.start : fromEnd;
}

/** What is left between the edge of what can be seen and what was moved into it, in px. */
const MARGIN = 16;

/** Where something is to lie that is seen whole, with room around it. */
export function within(start: number, end: number): Reach {
  return { start: start + MARGIN, end: end - MARGIN };
}
