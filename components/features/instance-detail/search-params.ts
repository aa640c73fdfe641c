import {
  createParser,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { EVENT_FAMILIES } from '@/lib/graph/event-words';

export const TABS = ['graph', 'timeline', 'history', 'payloads', 'related'] as const;
export type Tab = (typeof TABS)[number];

/** A stretch of the timeline in whole milliseconds from its beginning: `1200-3400`. */
const parseAsTimeWindow = createParser({
  parse(text) {
    const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
    return Number(from) < Number(to) ? { from: Number(from), to: Number(to) } : null;
  },
  serialize: ({ from, to }: { readonly from: number; readonly to: number }) => `${Math.floor(from)}-${Math.ceil(to)}`,
  eq: (one, other) => one.from === other.from && one.to === other.to,
});

/** What the address of an execution says about the view; one selection for all tabs. */
const detailSearchParams = {
  tab: parseAsStringLiteral(TABS).withDefault('graph'),
  /** Node id of the chosen step. */
  step: parseAsString,
  /** Sequence of the chosen history event. */
  event: parseAsInteger,
  layout: parseAsStringLiteral(['down', 'right'] as const).withDefault('down'),
  view: parseAsStringLiteral(['canvas', 'list'] as const).withDefault('canvas'),
  kind: parseAsStringLiteral(EVENT_FAMILIES),
  find: parseAsString.withDefault(''),
  turns: parseAsBoolean.withDefault(false),
  zoom: parseAsTimeWindow,
  /** Lanes of the timeline that show what is inside them. */
  open: parseAsArrayOf(parseAsString).withDefault([]),
  clock: parseAsBoolean.withDefault(false),
};

/** The view as the URL has it, and how to change it. Changes replace the history entry: a click is not a page. */
export function useDetailSearch() {
  return useQueryStates(detailSearchParams, { history: 'replace', shallow: true });
}

export type DetailSearch = ReturnType<typeof useDetailSearch>[0];
export type SetDetailSearch = ReturnType<typeof useDetailSearch>[1];
