import type { RuntimeStore } from '@/lib/store/runtime-store';
import type { Observe } from '@/lib/telemetry/observation';
import type { Clock } from '../clock';

type Commits = Pick<RuntimeStore, 'commit' | 'load'>;

/** The same store, telling of each commit how many change sets it held and how long it took. */
export function observedCommits(store: Commits, clock: Pick<Clock, 'now'>, observe: Observe): Commits {
  return {
    async commit(changes) {
      const from = clock.now();
      try {
        await store.commit(changes);
      } catch (error) {
        observe({ kind: 'commit-failed' });
        throw error;
      }
      observe({ kind: 'committed', changeSets: changes.length, took: clock.now() - from });
    },
    load: (ref) => store.load(ref),
  };
}
