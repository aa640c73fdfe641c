import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { EVENT_FAMILIES } from '@/lib/graph/event-words';

export const TABS = ['graph', 'history', 'payloads', 'related'] as const;
export type Tab = (typeof TABS)[number];

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
  clock: parseAsBoolean.withDefault(false),
};

/** The view as the URL has it, and how to change it. Changes replace the history entry: a click is not a page. */
export function useDetailSearch() {
  return useQueryStates(detailSearchParams, { history: 'replace', shallow: true });
}

export type DetailSearch = ReturnType<typeof useDetailSearch>[0];
export type SetDetailSearch = ReturnType<typeof useDetailSearch>[1];
