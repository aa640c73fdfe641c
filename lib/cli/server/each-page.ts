import { searchOf } from '@/lib/api/list-params';
import { instancePageSchema, type InstancePageJson } from '@/lib/api/schemas';
import type { ListFilter } from '@/lib/domain/instance-filter';
import type { ConsoleClient } from './console-client';

const LARGEST_PAGE = 500;

/** A row of a list, as the API tells it. */
export type InstanceRow = InstancePageJson['instances'][number];

export type ListRequest = {
  readonly filter: ListFilter;
  /** How many rows at most. */
  readonly most: number;
};

/**
 * Reads a list page by page, newest first, as far as `most`; answers whether there may be more. A page may be short or empty
 * and not the last one.
 */
export async function eachPage(
  client: ConsoleClient,
  { filter, most }: ListRequest,
  take: (rows: readonly InstanceRow[]) => void,
): Promise<boolean> {
  let left = most;
  let cursor: string | undefined;
  do {
    const page = { limit: Math.min(left, LARGEST_PAGE), ...(cursor !== undefined && { cursor }) };
    const search = searchOf(filter, page);
    const { instances, next } = await client.get(instancePageSchema, `/api/v1/instances?${search}`);
    take(instances);
    left -= instances.length;
    cursor = next;
  } while (cursor !== undefined && left > 0);
  return cursor !== undefined;
}
