import { createParser, parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';
import { refOfParam, refParam } from '@/lib/api/paths';
import type { InstanceRef } from '@/lib/domain/instance';

const parseAsRef = createParser({
  parse: (text): InstanceRef | null => refOfParam(text) ?? null,
  serialize: refParam,
  eq: (one, other) => refParam(one) === refParam(other),
});

const compareSearchParams = {
  a: parseAsRef,
  b: parseAsRef,
  only: parseAsBoolean.withDefault(true),
  /** Key of the row the cursor is on; the first difference without it. */
  row: parseAsString,
};

/** The two executions and the view, as the URL has them. */
export function useCompareSearch() {
  return useQueryStates(compareSearchParams, { history: 'replace', shallow: true });
}
