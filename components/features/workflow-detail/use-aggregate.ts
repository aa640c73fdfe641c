'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLiveChanges, useRefresh } from '@/components/shared/live-provider';
import type { LiveChange } from '@/components/shared/live-state';
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
  const hasChanged = useRef(false);
  const take = useCallback(
    (change: LiveChange) => {
      hasChanged.current ||= change.kind === 'resync' || change.feed.purged.some((one) => one.appId === appId);
      hasChanged.current ||=
        change.kind !== 'resync' && change.feed.changed.some((one) => one.appId === appId && one.name === name);
    },
    [appId, name],
  );
  useLiveChanges(take);
  const refresh = useRefresh();
  useEffect(() => {
    const timer = setInterval(() => {
      if (hasChanged.current) refresh(query.queryKey);
      hasChanged.current = false;
    }, REST_MS);
    return () => clearInterval(timer);
  }, [query, refresh]);
  return useQuery(query);
}
