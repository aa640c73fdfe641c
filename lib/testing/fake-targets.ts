import type { TargetBook } from '@/lib/domain/target';

/** Takes every wish and keeps nothing. */
export const fakeTargets: TargetBook = {
  list: async () => ({ targets: [], found: [] }),
  check: async () => ({ version: '1.18.1' }),
  add: async () => undefined,
  remove: async () => undefined,
};
