'use client';

import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { KnownNames } from '@/lib/query/complete-query';
import { workflowsQuery } from '@/components/shared/queries';

/** App IDs and workflow names to be offered as values of the query. */
export function useKnownNames(): KnownNames {
  const { data } = useQuery(workflowsQuery());
  return useMemo(() => {
    const workflows = data?.workflows ?? [];
    return {
      appIds: [...new Set(workflows.map(({ appId }) => appId))],
      names: [...new Set(workflows.map(({ name }) => name))],
      steps: [],
      events: [],
    };
  }, [data]);
}
