import type { ChangeFeed } from '@/lib/store/console-store';
import type { ServiceContext } from './service-context';

/** Most changes in one message; more are sent in further ones without a pause. */
const BATCH = 500;

export type WatchInput = { readonly after: number; readonly signal: AbortSignal };

/**
 * Where a reader that has seen `after` goes on. A reader without a revision starts at the newest; so does one that has
 * seen more than there is, since it knew another store.
 */
export async function revisionToWatch({ store }: ServiceContext, after: number | undefined): Promise<number> {
  const latest = await store.latestRevision();
  return after === undefined || after > latest ? latest : after;
}

/** What changes after a revision, as it happens. Asks the store only while it is consumed; ends when the signal aborts. */
export async function* watchChanges(
  { store }: ServiceContext,
  { after, signal }: WatchInput,
): AsyncGenerator<ChangeFeed, void> {
  let seen = after;
  while (!signal.aborted) {
    const feed = await store.changesSince(seen, BATCH);
    const size = feed.changed.length + feed.purged.length;
    const hasMore = size >= BATCH && feed.revision > seen;
    seen = feed.revision;
    if (size > 0) yield feed;
    if (!hasMore) await store.waitForChange(seen, signal);
  }
}
