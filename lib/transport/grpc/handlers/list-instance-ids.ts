import type { ListInstanceIDsRequest, ListInstanceIDsResponse } from '@/lib/protocol/generated/client';
import type { Handler } from '../door';

const DEFAULT_PAGE = 1_024;
const LARGEST_PAGE = 10_000;

/** Ids of the listener's app, children and ended instances included. The token is the last id of the page. */
export const listInstanceIds: Handler<ListInstanceIDsRequest, ListInstanceIDsResponse> = async (door, request) => {
  const pageSize = Math.min(request.pageSize || DEFAULT_PAGE, LARGEST_PAGE);
  // One more than the page tells whether there is a next one, so that the last page never has a token.
  const ids = await door.runtime.listIds(door.appId, request.continuationToken || undefined, pageSize + 1);
  const instanceIds = ids.slice(0, pageSize);
  return { instanceIds, continuationToken: ids.length > pageSize ? instanceIds.at(-1) : undefined };
};
