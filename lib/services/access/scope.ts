import type { Scope } from '@/lib/domain/actor';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import { NOTHING, type Pattern } from '@/lib/query/condition';
import { looksLike } from '@/lib/query/matches';
import type { KnownKinds } from '@/lib/query/plan-query';
import { readPattern } from '@/lib/query/read-values';
import type { InstanceCounts, StoreFilter, WorkflowRef } from '@/lib/store/console-store';

/** A scope that is ready to judge. */
export type Reach = {
  readonly isAll: boolean;
  /** Everything within the apps is reached, whatever the workflow. */
  readonly hasAllWorkflows: boolean;
  app(appId: string): boolean;
  workflow(name: string): boolean;
  both(of: WorkflowRef): boolean;
};

/** What a scope reaches. Patterns mean what they mean in the filter language. */
export function reachOf({ apps, workflows }: Scope): Reach {
  const app = fits(apps.map(patternOf));
  const workflow = fits(workflows.map(patternOf));
  return {
    isAll: apps.length === 0 && workflows.length === 0,
    hasAllWorkflows: workflows.length === 0,
    ...{ app, workflow },
    both: ({ appId, name }) => app(appId) && workflow(name),
  };
}

/** A filter that means, of what it meant, only what is reached. */
export function narrowFilter(filter: StoreFilter, reach: Reach, known: KnownKinds): StoreFilter {
  const appIds = narrowed(filter.appIds, known.appIds, reach.app);
  const names = narrowed(filter.names, known.names, reach.workflow);
  const isEmpty = appIds.length === 0 || names.length === 0;
  return isEmpty ? { ...filter, rest: NOTHING } : { ...filter, appIds, names };
}

/** Breakdowns leave out their own clause, the one of the scope too: what is not reached is taken out of them here. */
export function narrowCounts(counts: InstanceCounts, reach: Reach): InstanceCounts {
  return {
    ...counts,
    byApp: counts.byApp.filter(({ appId }) => reach.app(appId)),
    byName: counts.byName.filter(({ name }) => reach.workflow(name)),
  };
}

function narrowed(
  asked: InstanceFilter['names'],
  known: readonly string[],
  isReached: (value: string) => boolean,
): readonly string[] {
  return (asked.length === 0 ? known : asked).filter(isReached);
}

function fits(patterns: readonly Pattern[]): (text: string) => boolean {
  return (text) => patterns.length === 0 || patterns.some((pattern) => looksLike(text, pattern));
}

function patternOf(text: string): Pattern {
  return readPattern(text.split('*'));
}
