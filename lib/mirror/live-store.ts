import type { AsOf } from '@/lib/domain/as-of';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
import type { ConsoleStore, StepChoice } from '@/lib/store/console-store';
import { LiveViews, type LiveParts } from './live-views';

export type LiveStoreParts = LiveParts & {
  /** When the mirror was last compared with the cluster. */
  readonly mirroredAt: () => Instant;
};

/**
 * A mirror whose single instances are read through to the cluster: details, history and steps are as of now, or, where the
 * cluster cannot be read, from the mirror with the reason said. Lists, counts and relatives stay the mirror's.
 */
export function liveStore({ mirroredAt, ...parts }: LiveStoreParts): ConsoleStore {
  const { store } = parts;
  const views = new LiveViews(parts);
  return {
    ...store,
    async getInstance(ref) {
      const view = await views.of(ref);
      switch (view.from) {
        case 'nowhere':
          return undefined;
        case 'mirror': {
          const asOf: AsOf = { from: 'mirror', at: mirroredAt(), why: view.why };
          return view.mirrored && { ...view.mirrored, asOf };
        }
        case 'cluster': {
          const asOf: AsOf = { from: 'cluster', at: view.at };
          return { ...view.run.instance, revision: view.mirrored?.revision ?? 0, asOf };
        }
      }
    },
    async readHistory(ref, { from, limit }) {
      const view = await views.of(ref);
      if (view.from === 'nowhere') return undefined;
      if (view.from === 'mirror') return store.readHistory(ref, { from, limit });
      const { entries } = view.run;
      const revision = view.mirrored?.revision ?? 0;
      return { entries: entries.slice(from, from + limit), total: entries.length, revision };
    },
    async listSteps(ref, which) {
      const view = await views.of(ref);
      if (view.from === 'nowhere') return [];
      if (view.from === 'mirror') return store.listSteps(ref, which);
      const { steps, instance } = view.run;
      return [...(await earlierSteps(store, { ref, which, generation: instance.generation })), ...chosen(steps, which)];
    },
  };
}

type Question = { readonly ref: InstanceRef; readonly which: StepChoice | undefined; readonly generation: number };

/** Steps of generations that the cluster has overwritten. */
async function earlierSteps(store: ConsoleStore, { ref, which, generation }: Question): Promise<readonly Step[]> {
  return (await store.listSteps(ref, which)).filter((step) => step.generation < generation);
}

function chosen(steps: readonly Step[], which: StepChoice | undefined): readonly Step[] {
  if (which !== 'untold') return steps;
  return steps.filter(({ status, failedTries = 0 }) => status === 'discarded' || failedTries > 0);
}
