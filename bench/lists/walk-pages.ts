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
    let page = await store.listInstances(filter, { ...request, limit: STRIDE });
    if (page.next === undefined) {
      // The end of the list: as far as something is left behind the place.
      const limit = Math.floor((page.instances.length - 1) / PAGE) * PAGE;
      if (limit <= 0) break;
      page = await store.listInstances(filter, { ...request, limit });
      if (page.next === undefined) break;
    }
    request = { cursor: page.next, limit: PAGE };
    passed += page.instances.length;
  }
  return { request, pagesBefore: Math.floor(passed / PAGE) };
}

/** How many calls fill the first page: more than one where a call would have to read too much. */
export async function callsToFill(store: ConsoleStore, filter: InstanceFilter): Promise<number> {
  let [calls, rows] = [0, 0];
  let cursor: string | undefined;
  do {
    const page = await store.listInstances(filter, { limit: PAGE - rows, cursor });
    calls += 1;
    rows += page.instances.length;
    cursor = page.next;
  } while (cursor !== undefined && rows < PAGE);
  return calls;
}
