import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';

/** When something was last done to an instance from this process, as long as that matters to what is shown. */
export type RecentActs = { tell(ref: InstanceRef): void; at(ref: InstanceRef): Instant | undefined };

const KEPT_MS = 5_000;

export function recentActs(now: () => Instant): RecentActs {
  const acts = new Map<string, Instant>();
  return {
    tell(ref) {
      const at = now();
      // The oldest stand first.
      for (const [key, then] of acts) {
        if (then + KEPT_MS > at) break;
        acts.delete(key);
      }
      acts.delete(refKey(ref));
      acts.set(refKey(ref), at);
    },
    at: (ref) => acts.get(refKey(ref)),
  };
}
