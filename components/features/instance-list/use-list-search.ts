'use client';

import { useCallback, useMemo, useState } from 'react';
import { useQueryStates } from 'nuqs';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { explain } from '@/lib/query/explain';
import { conditionOf, parseQuery } from '@/lib/query/parse-query';
import type { QueryFault } from '@/lib/query/query-fault';
import { undeclaredPaths } from '@/lib/query/undeclared-paths';
import {
  executionSearchParams,
  filterOfSearch,
  isUnfiltered,
  type ExecutionSearch,
} from '@/components/shared/execution-search-params';
import { useNow } from '@/components/shared/use-now';
import { useDeclaredPaths } from './use-known-names';

export type ListSearch = {
  readonly search: ExecutionSearch;
  /** The last that was understood: a query that is being written changes nothing before it can be read. */
  readonly filter: ListFilter;
  readonly fault: QueryFault | undefined;
  /** What the query asks, in words; nothing for an empty one. */
  readonly meaning: string;
  readonly isUnfiltered: boolean;
  readonly change: (part: Partial<ExecutionSearch>) => void;
  /** True when the address says nothing of filter, columns or view. */
  readonly isBare: boolean;
  readonly clear: () => void;
};

/** All that filters; how the list looks stays. */
const NOTHING_CHOSEN = {
  ...{ status: null, app: null, workflow: null, q: null },
  ...{ created: null, from: null, before: null, view: null },
};

/** The filter of the page, kept in the URL. A preset counts back from when it was chosen, so rows do not drift away. */
export function useListSearch(): ListSearch {
  const [search, setSearch] = useQueryStates(executionSearchParams, { history: 'replace' });
  const now = useNow(60_000);
  const [chosen, setChosen] = useState({ preset: search.created, at: now });
  if (chosen.preset !== search.created) setChosen({ preset: search.created, at: now });
  const parsed = useMemo(() => parseQuery(search.q, chosen.at), [search.q, chosen.at]);
  const declared = useDeclaredPaths();
  const [fault] = [...parsed.faults, ...(declared === undefined ? [] : undeclaredPaths(parsed.clauses, declared))];
  const [understood, setUnderstood] = useState(fault === undefined ? search.q : '');
  if (fault === undefined && understood !== search.q) setUnderstood(search.q);
  // Which paths are declared is known a moment after the query of an opened link.
  if (fault !== undefined && understood !== '' && understood === search.q) setUnderstood('');
  const filter = useMemo(
    () => filterOfSearch({ ...search, q: understood }, chosen.at),
    [search, understood, chosen.at],
  );
  const change = useCallback((part: Partial<ExecutionSearch>) => void setSearch(part), [setSearch]);
  return {
    search,
    filter,
    fault,
    meaning: parsed.clauses.length === 0 ? '' : explain(conditionOf(parsed)),
    isUnfiltered: isUnfiltered(search),
    isBare: isUnfiltered(search) && search.columns === null && search.view === null,
    change,
    clear: () => void setSearch(NOTHING_CHOSEN),
  };
}
