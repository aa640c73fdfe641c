/** From where to where something reaches on the screen, in px. */
export type Reach = { readonly left: number; readonly right: number };

/** How far something has to be moved to lie within what can be seen; of what is too wide the left is seen. */
export function shiftInto(box: Reach, seen: Reach): number {
  const fromRight = Math.min(0, seen.right - box.right);
  return box.left + fromRight < seen.left ? seen.left - box.left : fromRight;
}
