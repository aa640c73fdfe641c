'use client';

import { useMemo, useState } from 'react';
import { useQueryStates } from 'nuqs';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import {
  executionSearchParams,
  filterOfSearch,
  isUnfiltered,
  type ExecutionSearch,
} from '@/components/shared/execution-search-params';
import { useNow } from '@/components/shared/use-now';

export type ListSearch = {
  readonly search: ExecutionSearch;
  readonly filter: InstanceFilter;
  readonly isUnfiltered: boolean;
  readonly change: (part: Partial<ExecutionSearch>) => void;
  readonly clear: () => void;
};

/** The filter of the page, kept in the URL. A preset counts back from when it was chosen, so rows do not drift away. */
export function useListSearch(): ListSearch {
  const [search, setSearch] = useQueryStates(executionSearchParams, { history: 'replace' });
  const now = useNow(60_000);
  const [chosen, setChosen] = useState({ preset: search.created, at: now });
  if (chosen.preset !== search.created) setChosen({ preset: search.created, at: now });
  const filter = useMemo(() => filterOfSearch(search, chosen.at), [search, chosen.at]);
  return {
    search,
    filter,
    isUnfiltered: isUnfiltered(search),
    change: (part) => void setSearch(part),
    clear: () => void setSearch(null),
  };
}
