import type { Instant } from '@/lib/domain/instant';

export type PaceParts = {
  readonly perSecond: number;
  readonly now: () => Instant;
  readonly wait: (milliseconds: number) => Promise<void>;
};

/** Waits so that no more than so many questions a second are asked, a few at once at most. */
export function createPace({ perSecond, now, wait }: PaceParts): () => Promise<void> {
  const gap = 1_000 / perSecond;
  let next = 0;
  return async () => {
    const at = Math.max(next, now());
    next = at + gap;
    const ahead = at - now();
    if (ahead >= 1) await wait(ahead);
  };
}
