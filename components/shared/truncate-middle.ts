export type Ends = { readonly head: number; readonly tail: number };

const DEFAULT_ENDS: Ends = { head: 4, tail: 4 };

/** Up to this many letters an id is shown whole. */
const WHOLE = 14;

/** Leaves out the middle of an id: `7f3a…c91e`. An id that would gain less than six letters stays whole. */
export function truncateMiddle(id: string, { head, tail }: Ends = DEFAULT_ENDS): string {
  const letters = [...id];
  if (letters.length <= Math.max(WHOLE, head + tail + 6)) return id;
  return `${letters.slice(0, head).join('')}…${letters.slice(-tail).join('')}`;
}
