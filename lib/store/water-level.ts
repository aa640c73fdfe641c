/**
 * How much each of several counts may take of a budget: the same for all, and as much as possible, where those that need
 * less leave the rest to the others. Infinity when the budget suffices for all of them.
 */
export function waterLevel(counts: readonly number[], budget: number): number {
  let left = budget;
  for (const [index, count] of counts.toSorted((one, other) => one - other).entries()) {
    const share = left / (counts.length - index);
    if (count > share) return Math.max(1, Math.floor(share));
    left -= count;
  }
  return Infinity;
}
