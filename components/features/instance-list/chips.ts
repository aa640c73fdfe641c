import { tokensOf } from '@/lib/query/tokens';
import { withoutClause } from '@/lib/query/write-query';
import { STATUS_STYLES } from '@/components/shared/status-styles';
import type { ExecutionSearch } from '@/components/shared/execution-search-params';
import { formatDayTime } from '@/components/shared/format-time';

/** One clause of the filter in words, and what to change to take it out. */
export type Chip = { readonly text: string; readonly without: Partial<ExecutionSearch> };

/** The clauses of a filter, for chips and for saying which one to drop. */
export function chipsOf(search: ExecutionSearch, now: number): readonly Chip[] {
  return [
    ...search.status.map((status) => ({
      text: `status: ${STATUS_STYLES[status].word}`,
      without: { status: search.status.filter((other) => other !== status) },
    })),
    ...search.app.map((app) => ({
      text: `app: ${app}`,
      without: { app: search.app.filter((other) => other !== app) },
    })),
    ...search.workflow.map((name) => ({
      text: `workflow: ${name}`,
      without: { workflow: search.workflow.filter((other) => other !== name) },
    })),
    ...tokensOf(search.q).map((clause) => ({
      text: search.q.slice(clause.from, clause.to),
      without: { q: withoutClause(search.q, clause) },
    })),
    ...createdChip(search, now),
  ];
}

const ANY_TIME = { created: null, from: null, before: null } as const;

function createdChip(search: ExecutionSearch, now: number): readonly Chip[] {
  const words = createdWords(search, now);
  return words === undefined ? [] : [{ text: `created: ${words}`, without: ANY_TIME }];
}

/** The time clause in words; undefined when any time will do. */
export function createdWords(search: ExecutionSearch, now: number): string | undefined {
  const from = search.from === null ? undefined : formatDayTime(search.from, now);
  const before = search.before === null ? undefined : formatDayTime(search.before, now);
  if (from !== undefined && before !== undefined) return `${from} to ${before}`;
  if (from !== undefined) return `from ${from}`;
  if (before !== undefined) return `before ${before}`;
  return search.created === null ? undefined : PRESET_WORDS[search.created];
}

export const PRESET_WORDS = {
  '15m': 'last 15 min',
  '1h': 'last hour',
  '24h': 'last 24 h',
  '7d': 'last 7 days',
} as const;
