import type { QueryClient } from '@tanstack/react-query';
import type { InstanceDetailJson } from '@/lib/api/schemas';
import type { InstanceRef } from '@/lib/domain/instance';
import { queryKeys } from '../query-keys';

export type Status = InstanceDetailJson['instance']['status'];

/** How long an action may take to be seen before the page says that it is asked for and not done. */
export const PATIENCE_MS = 10_000;

/**
 * Reads the execution again until it is as an action leaves it: true when it is, false when that takes too long. Where no
 * page reads the execution there is nothing to wait for.
 */
export async function untilObserved(
  client: QueryClient,
  ref: InstanceRef,
  isDone: (status: Status) => boolean,
): Promise<boolean> {
  const queryKey = queryKeys.detail(ref);
  const isSeen = (): boolean => {
    const read = client.getQueryData<InstanceDetailJson>(queryKey);
    return read === undefined || isDone(read.instance.status);
  };
  await client.invalidateQueries({ queryKey });
  if (isSeen()) return true;
  return new Promise((resolve) => {
    const end = (seen: boolean): void => {
      stop();
      clearTimeout(timer);
      resolve(seen);
    };
    const timer = setTimeout(() => end(false), PATIENCE_MS);
    // The live stream has the page read the execution again with each change of it.
    const stop = client.getQueryCache().subscribe(() => {
      if (isSeen()) end(true);
    });
  });
}
