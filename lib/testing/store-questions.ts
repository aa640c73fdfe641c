import type { Caller } from '@/lib/domain/actor';
import { NO_FILTER, type ListFilter } from '@/lib/domain/instance-filter';
import { aggregateInstances } from '@/lib/services/aggregate-instances';
import { planList } from '@/lib/services/plan-list';
import type { ServiceContext } from '@/lib/services/service-context';
import type { ConsoleStore, StoreFilter } from '@/lib/store/console-store';

/** What use cases make of a store for somebody who may see everything, at a moment; without an engine beside it. */
export function storeQuestions(store: ConsoleStore, now: number) {
  // Neither use case asks for more than this.
  const caller = { actor: { seesPayloads: true } } as Caller;
  const context = { store, caller, now: () => now } as ServiceContext;
  return {
    graphOf: (filter: ListFilter, runs: number) => aggregateInstances(context, { filter, runs }),
    plan: (query: string): Promise<StoreFilter> => planList(context, { ...NO_FILTER, query }),
  };
}
