import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { ConsoleStore, PageRequest } from '@/lib/store/console-store';

export const PAGE = 50;
/** Instances that lie before the 1,000th next page. */
const FAR = 1_000 * PAGE;
/** The walk takes larger steps than the page that is measured; the cursor it arrives at is the same. */
const STRIDE = 1_000;

/** Where a far page begins, and how many pages lie before it: 1,000, or fewer when the list or the patience ends. */
export type FarPage = { readonly request: PageRequest; readonly pagesBefore: number };

export async function walkFar(store: ConsoleStore, filter: InstanceFilter, longestMs: number): Promise<FarPage> {
  const end = performance.now() + longestMs;
  let request: PageRequest = { limit: PAGE };
  let passed = 0;
  while (passed < FAR && performance.now() < end) {
    const limit = await strideOf(store, filter, request);
    if (limit === undefined) break;
    const { next } = await store.listInstances(filter, { ...request, limit });
    if (next === undefined) break;
    request = { cursor: next, limit: PAGE };
    passed += limit;
  }
  return { request, pagesBefore: passed / PAGE };
}

/** How far to go from a place so that something is left, or undefined when its page is the last. */
async function strideOf(store: ConsoleStore, filter: InstanceFilter, from: PageRequest): Promise<number | undefined> {
  const ahead = await store.listInstances(filter, { ...from, limit: STRIDE });
  if (ahead.next !== undefined) return STRIDE;
  const left = Math.floor((ahead.instances.length - 1) / PAGE) * PAGE;
  return left > 0 ? left : undefined;
}
