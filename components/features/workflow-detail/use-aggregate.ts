'use client';

import { useCallback, useMemo } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLiveChanges } from '@/components/shared/live-provider';
import type { LiveChange } from '@/components/shared/live-state';
import { createRefresher, restInSight } from '@/components/shared/refresher';
import { drawnFilter, type WorkflowRef, type WorkflowSearch } from '@/components/shared/workflow-search-params';
import { aggregateQuery } from './queries';

/** An aggregate is some hundred milliseconds of work for the server, and a person reads it for longer than that. */
const REST_MS = 5000;

/** The runs that the page draws, read again now and then while executions of the workflow change. */
export function useAggregate({ appId, name }: WorkflowRef, { version, runs }: WorkflowSearch) {
  const query = useMemo(
    () => aggregateQuery(drawnFilter({ appId, name }, { version }), runs),
    [appId, name, version, runs],
  );
  const client = useQueryClient();
  const refresh = useMemo(() => createRefresher(client, () => restInSight(REST_MS)), [client]);
  const take = useCallback(
    (change: LiveChange) => {
      const isOurs =
        change.kind === 'resync' ||
        change.feed.purged.some((one) => one.appId === appId) ||
        change.feed.changed.some((one) => one.appId === appId && one.name === name);
      if (isOurs) refresh(query.queryKey);
    },
    [appId, name, query, refresh],
  );
  useLiveChanges(take);
  return useQuery(query);
}
