'use client';

import { useQueries } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { EmptyState } from '@/components/shared/empty-state';
import { filterOfSearch } from '@/components/shared/execution-search-params';
import { formatTally } from '@/components/shared/format-number';
import { countsQuery } from '@/components/shared/queries';
import { Button } from '@/components/ui/button';
import { chipsOf } from './chips';
import type { ListSearch } from './use-list-search';

const NONE = { count: 0, isExact: true };

/** Nothing matches: says which one clause to drop and what that would bring. */
export function NoMatch({
  search,
  change,
  clear,
  now,
}: Pick<ListSearch, 'search' | 'change' | 'clear'> & { now: number }) {
  const chips = chipsOf(search, now);
  const counts = useQueries({
    queries: chips.map(({ without }) => countsQuery(filterOfSearch({ ...search, ...without }, now))),
  });
  const found = chips.map((chip, index) => ({ chip, total: counts[index]?.data?.total ?? NONE }));
  const best = found.toSorted((one, other) => other.total.count - one.total.count)[0];
  const helps = best !== undefined && best.total.count > 0 && chips.length > 1;
  return (
    <EmptyState
      icon={SearchX}
      title="No execution matches."
      actions={
        <>
          {helps && <Button onClick={() => change(best.chip.without)}>Remove it</Button>}
          <Button variant={helps ? 'ghost' : 'secondary'} onClick={clear}>
            Clear all
          </Button>
        </>
      }
    >
      {helps ? (
        <>
          {formatTally(best.total)} match without{' '}
          <span className="rounded-chip bg-selected px-1">{best.chip.text}</span>.
        </>
      ) : (
        'Clear the filter to see every execution.'
      )}
    </EmptyState>
  );
}
