import type { Instant } from '@/lib/domain/instant';
import type { Level } from '@/lib/graph/concurrency';

export type PathFrame = {
  readonly window: { readonly from: Instant; readonly to: Instant };
  /** Where the last level ends when it is not zero. */
  readonly now: Instant;
};

/** The outline of steps as an SVG path in a square of 100, the highest step as high as the square. */
export function stepsPath(levels: readonly Level[], { window, now }: PathFrame): string {
  const peak = Math.max(1, ...levels.map(({ count }) => count));
  const x = (at: Instant) => {
    const share = ((at - window.from) / (window.to - window.from)) * 100;
    return Math.round(Math.min(Math.max(share, 0), 100) * 100) / 100;
  };
  const parts = levels.flatMap(({ at, count }, index) => {
    const end = levels[index + 1]?.at ?? now;
    if (count === 0 || end <= window.from || at >= window.to) return [];
    return [`M${x(at)} 100V${Math.round(100 - (count / peak) * 100)}H${x(end)}V100Z`];
  });
  return parts.join('');
}
