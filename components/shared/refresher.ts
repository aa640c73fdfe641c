import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';

/** Shorter than what a person notices; long enough that a burst of changes becomes one read. */
const REST_MS = 80;

export type RefresherClient = Pick<QueryClient, 'isFetching' | 'invalidateQueries'>;
export type Rest = (milliseconds: number) => Promise<void>;

/**
 * Answers a function that reads a key's active queries again. At most one read per key runs at a time: what is asked
 * meanwhile is remembered and done once, afterwards. A read that began before the change may have missed it, so it
 * counts as asked too. A tab that went out of sight meanwhile reads again when it is looked at.
 */
export function createRefresher(client: RefresherClient, rest: Rest = restInSight): (queryKey: QueryKey) => void {
  const running = new Map<string, { dirty: boolean }>();

  const run = async (queryKey: QueryKey, hash: string) => {
    const turn = { dirty: false };
    running.set(hash, turn);
    let again = client.isFetching({ queryKey }) > 0;
    do {
      turn.dirty = again;
      again = false;
      await client.invalidateQueries({ queryKey }, { cancelRefetch: false });
      await rest(REST_MS);
    } while (turn.dirty);
    running.delete(hash);
  };

  return (queryKey) => {
    const hash = hashKey(queryKey);
    const turn = running.get(hash);
    if (turn === undefined) void run(queryKey, hash);
    else turn.dirty = true;
  };
}

/** Waits. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits, and longer while nobody sees the page: until somebody looks at it. */
export async function restInSight(milliseconds: number): Promise<void> {
  await pause(milliseconds);
  if (document.hidden) await comesIntoSight();
}

function comesIntoSight(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
  });
}
