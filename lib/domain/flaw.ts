/** Something about a row of a Dapr cluster that is not as daprd writes it; `key` names the row. */
export type Flaw = { readonly key: string; readonly what: string };

const MOST_KEPT = 20;
const LONGEST = 300;

/** What is kept of the flaws of one instance: the first of them, and how many more there are. Undefined for none. */
export function keptFlaws(flaws: readonly Flaw[]): readonly Flaw[] | undefined {
  if (flaws.length === 0) return undefined;
  const kept = flaws.slice(0, MOST_KEPT).map(({ key, what }) => ({ key: cut(key), what: cut(what) }));
  const more = flaws.length - kept.length;
  return more === 0 ? kept : [...kept, { key: `${more} more rows`, what: 'are not as they should be' }];
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
