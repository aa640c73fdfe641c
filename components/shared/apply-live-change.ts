import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { InstanceRef } from '@/lib/domain/instance';
import type { LiveChange } from './live-state';
import { queryKeys } from './query-keys';

/**
 * Reads again what a change touches: counts, workflows, and the changed executions somebody looks at. Lists are only
 * marked as old; the list on screen decides itself how to take changes without moving rows under the cursor.
 */
export function applyLiveChange(client: QueryClient, refresh: (key: QueryKey) => void, change: LiveChange): void {
  if (change.kind === 'resync') {
    refresh([]);
    return;
  }
  const { changed, purged } = change.feed;
  if (changed.length === 0 && purged.length === 0) return;
  for (const ref of [...changed, ...purged]) if (isShown(client, ref)) refresh(queryKeys.instance(ref));
  for (const { parent } of changed) {
    if (parent !== undefined && has(client, queryKeys.children(parent))) refresh(queryKeys.children(parent));
  }
  refresh(queryKeys.allCounts);
  refresh(queryKeys.allRecent);
  refresh(queryKeys.workflows);
  void client.invalidateQueries({ queryKey: queryKeys.lists, refetchType: 'none' });
}

function isShown(client: QueryClient, ref: InstanceRef): boolean {
  return has(client, queryKeys.instance(ref));
}

function has(client: QueryClient, queryKey: QueryKey): boolean {
  return client.getQueryCache().find({ queryKey, exact: false }) !== undefined;
}
