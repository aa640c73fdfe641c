export type Ends = { readonly head: number; readonly tail: number };

const DEFAULT_ENDS: Ends = { head: 8, tail: 8 };

/** Up to this many letters an id is shown whole. */
const WHOLE = 20;

/** Leaves out the middle of an id: `7f3a0000…0000c91e`. One that would lose fewer than five letters stays whole. */
export function truncateMiddle(id: string, { head, tail }: Ends = DEFAULT_ENDS): string {
  const letters = [...id];
  if (letters.length <= Math.max(WHOLE, head + tail + 4)) return id;
  return `${letters.slice(0, head).join('')}…${letters.slice(-tail).join('')}`;
}
