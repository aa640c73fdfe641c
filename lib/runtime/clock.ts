import type { Instant } from '@/lib/domain/instant';

/** Time as the runtime sees it; handed in, so that tests own it. */
export type Clock = {
  now(): Instant;
  /** Calls `run` once after `ms` milliseconds, unless the returned function is called first. */
  after(ms: number, run: () => void): () => void;
};

/** A clock, and a way to have nothing that was asked of it happen any more. */
export function stoppable({ now, after }: Clock): { readonly clock: Clock; stop(): void } {
  const waiting = new Set<() => void>();
  let isStopped = false;
  return {
    clock: {
      now,
      after(ms, run) {
        if (isStopped) return () => undefined;
        const stop = after(ms, () => {
          waiting.delete(cancel);
          run();
        });
        const cancel = (): void => {
          waiting.delete(cancel);
          stop();
        };
        waiting.add(cancel);
        return cancel;
      },
    },
    stop() {
      isStopped = true;
      for (const cancel of waiting) cancel();
    },
  };
}
