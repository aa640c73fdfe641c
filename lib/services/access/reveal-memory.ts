import type { Instant } from '@/lib/domain/instant';

/** How long a reveal of something to somebody is told by one entry, in milliseconds. */
const FOR = 60 * 60_000;
const MOST = 10_000;

/** Remembers what was told of lately. */
export type RevealMemory = {
  /** Calls `tell` unless something of that key was told within the hour; those who ask meanwhile wait for it too. */
  once(key: string, tell: () => Promise<unknown>): Promise<void>;
};

export function createRevealMemory(now: () => Instant): RevealMemory {
  const told = new Map<string, { readonly until: Instant; readonly done: Promise<unknown> }>();
  return {
    async once(key, tell) {
      const before = told.get(key);
      if (before !== undefined && before.until > now()) return void (await before.done);
      const done = tell();
      told.delete(key);
      told.set(key, { until: now() + FOR, done });
      const [oldest] = told.keys();
      if (told.size > MOST && oldest !== undefined) told.delete(oldest);
      await done.catch((error: unknown) => {
        told.delete(key);
        throw error;
      });
    },
  };
}
