import type { Instant } from '@/lib/domain/instant';

/** Time as the runtime sees it; handed in, so that tests own it. */
export type Clock = {
  now(): Instant;
  /** Calls `run` once after `ms` milliseconds, unless the returned function is called first. */
  after(ms: number, run: () => void): () => void;
};
