'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { fetchJson } from '@/lib/api/fetch-json';
import { trendsSchema } from '@/lib/api/trends';
import { TREND_RANGE_NAMES, type TrendRange } from '@/lib/domain/trend';
import { useLive } from '../live-provider';
import { queryKeys } from '../query-keys';
import type { TrendSubject } from './trend-links';

/** Time goes on though nothing changes. */
const REFRESH_MS = 30_000;

/** The range that the address of the page names, and how to choose another. */
export function useTrendRange(): readonly [TrendRange, (range: TrendRange) => void] {
  const [range, setRange] = useQueryState('range', parseAsStringLiteral(TREND_RANGE_NAMES).withDefault('24h'));
  return [range, (chosen) => void setRange(chosen)];
}

/** What happened within a range up to now; read again as it changes, every few seconds at most. */
export function useTrends(range: TrendRange, subject: TrendSubject = {}) {
  const { frozenAt } = useLive();
  return useQuery({ ...trendsQuery(range, subject), refetchInterval: frozenAt === undefined ? REFRESH_MS : false });
}

function trendsQuery(range: TrendRange, { appId, name }: TrendSubject) {
  const search = new URLSearchParams({ range });
  if (appId !== undefined) search.set('app', appId);
  if (name !== undefined) search.set('workflow', name);
  return queryOptions({
    queryKey: queryKeys.trendsOf(range, { appId, name }),
    queryFn: ({ signal }) => fetchJson(trendsSchema, `/api/v1/trends?${search.toString()}`, { signal }),
  });
}
