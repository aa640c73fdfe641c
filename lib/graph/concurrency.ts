import type { Instant } from '@/lib/domain/instant';

/** From this time on, so many were open at once. */
export type Level = { readonly at: Instant; readonly count: number };

type Span = { readonly from: Instant; readonly to: Instant | undefined };

/** How many spans were open at each time, as steps; what has not ended stays open. */
export function levelsOf(spans: readonly Span[]): readonly Level[] {
  const changes = new Map<Instant, number>();
  const change = (at: Instant, by: number) => changes.set(at, (changes.get(at) ?? 0) + by);
  for (const { from, to } of spans) {
    change(from, 1);
    if (to !== undefined) change(to, -1);
  }
  let count = 0;
  return [...changes]
    .sort(([one], [other]) => one - other)
    .map(([at, by]) => {
      count += by;
      return { at, count };
    });
}

export type DensityRange = { readonly from: Instant; readonly to: Instant; readonly buckets: number };

/** How many spans were open on average in each of equally long stretches of time; open spans last until the end. */
export function densityOf(spans: readonly Span[], range: DensityRange): readonly number[] {
  return densityOfLevels(levelsOf(spans), range);
}

/** The same of how many were open at each time. */
export function densityOfLevels(levels: readonly Level[], { from, to, buckets }: DensityRange): readonly number[] {
  const sums = Array.from({ length: buckets }, () => 0);
  const width = (to - from) / buckets;
  if (width <= 0) return sums;
  levels.forEach(({ at, count }, index) => {
    const left = Math.max(from, at);
    const right = Math.min(to, levels[index + 1]?.at ?? to);
    const last = Math.min(buckets - 1, Math.floor((right - from) / width));
    for (let bucket = Math.floor((left - from) / width); bucket <= last; bucket += 1) {
      const overlap = Math.min(right, from + (bucket + 1) * width) - Math.max(left, from + bucket * width);
      sums[bucket] = (sums[bucket] ?? 0) + (count * Math.max(0, overlap)) / width;
    }
  });
  return sums;
}
