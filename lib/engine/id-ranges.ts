/** A set of ids as the ranges they fill, in order: SDKs count their actions, so that there are few, however many ids. */
export type IdRanges = readonly IdRange[];

type IdRange = { readonly first: number; readonly last: number };

export function hasId(ranges: IdRanges, id: number): boolean {
  const range = ranges[indexAfter(ranges, id) - 1];
  return range !== undefined && id <= range.last;
}

export function withId(ranges: IdRanges, id: number): IdRanges {
  if (hasId(ranges, id)) return ranges;
  const after = indexAfter(ranges, id);
  const below = ranges[after - 1];
  const above = ranges[after];
  const joinsBelow = below?.last === id - 1;
  const joinsAbove = above?.first === id + 1;
  const joined = { first: joinsBelow ? below.first : id, last: joinsAbove ? above.last : id };
  return [...ranges.slice(0, joinsBelow ? after - 1 : after), joined, ...ranges.slice(joinsAbove ? after + 1 : after)];
}

/** Index of the first range that begins above `id`; looked for from the end, where ids are added. */
function indexAfter(ranges: IdRanges, id: number): number {
  return ranges.findLastIndex(({ first }) => first <= id) + 1;
}
