import {
  createLoader,
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';

/** Spans of time before now, by the name they have in the URL. */
export const PRESETS = { '15m': 900_000, '1h': 3_600_000, '24h': 86_400_000, '7d': 604_800_000 } as const;

export type Preset = keyof typeof PRESETS;

export const PRESET_NAMES: Preset[] = ['15m', '1h', '24h', '7d'];

/** Lists are written with commas, and a comma within a name as %2C: so a percent sign of the name is written apart. */
const parseAsName = createParser({
  parse: (text) => text.replaceAll('%25', '%'),
  serialize: (name: string) => name.replaceAll('%', '%25'),
});

/** The filter of the executions page as its URL writes it; `from` and `before` are ms since 1970. */
export const executionSearchParams = {
  status: parseAsArrayOf(parseAsStringLiteral(INSTANCE_STATUSES)).withDefault([]),
  app: parseAsArrayOf(parseAsName).withDefault([]),
  workflow: parseAsArrayOf(parseAsName).withDefault([]),
  q: parseAsString.withDefault(''),
  created: parseAsStringLiteral(PRESET_NAMES),
  from: parseAsInteger,
  before: parseAsInteger,
  /** Columns in their order; the usual ones when absent. */
  columns: parseAsArrayOf(parseAsName),
  /** Id of the view that the rest began as. */
  view: parseAsString,
};

export type ExecutionSearch = inferParserType<typeof executionSearchParams>;

const serialize = createSerializer(executionSearchParams);

/** The address of the executions page under a filter. */
export function executionsPage(search: Partial<ExecutionSearch> = {}): string {
  return serialize('/instances', search);
}

const load = createLoader(executionSearchParams);

/** A search as the query string that a view keeps: without which view it is. */
export function searchText(search: Partial<ExecutionSearch>): string {
  return new URL(executionsPage({ ...search, view: null }), 'http://console').search.slice(1);
}

/** The search that a query string means. */
export function searchOfText(text: string): ExecutionSearch {
  return load(new URLSearchParams(text));
}

/** The filter that a URL means at `now`: presets count back from there, a custom range wins over a preset. */
export function filterOfSearch(search: ExecutionSearch, now: Instant): ListFilter {
  const hasRange = search.from !== null || search.before !== null;
  const presetFrom = search.created === null || hasRange ? undefined : now - PRESETS[search.created];
  const query = search.q.trim();
  return {
    statuses: search.status,
    appIds: search.app,
    names: search.workflow,
    createdFrom: search.from ?? presetFrom,
    createdBefore: search.before ?? undefined,
    query: query === '' ? undefined : query,
  };
}

/** True when nothing is left out. */
export function isUnfiltered(search: ExecutionSearch): boolean {
  const lists = [search.status, search.app, search.workflow];
  const single = [search.created, search.from, search.before];
  return lists.every((list) => list.length === 0) && single.every((value) => value === null) && search.q.trim() === '';
}
