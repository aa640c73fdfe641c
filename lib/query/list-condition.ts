import type { ListFilter } from '@/lib/domain/instance-filter';
import type { Instant } from '@/lib/domain/instant';
import type { Condition, TextField } from './condition';
import { conditionOf, parseQuery, type Clause } from './parse-query';
import type { QueryFault } from './query-fault';

export type ListCondition = {
  readonly condition: Condition;
  /** Those of the query that were understood. */
  readonly clauses: readonly Clause[];
  readonly faults: readonly QueryFault[];
};

/** All that a list is asked for as one condition; what the query has that is not understood is among the faults. */
export function listCondition({ query = '', ...facets }: ListFilter, now: Instant): ListCondition {
  const { statuses, appIds, names, createdFrom, createdBefore } = facets;
  const parsed = parseQuery(query, now);
  const of: Condition[] = [
    ...oneOf(statuses.map((is): Condition => ({ kind: 'status', is }))),
    ...oneOf(exactly('app', appIds)),
    ...oneOf(exactly('name', names)),
  ];
  const hasTime = createdFrom !== undefined || createdBefore !== undefined;
  if (hasTime) of.push({ kind: 'instant', field: 'created', span: { from: createdFrom, before: createdBefore } });
  const asked = conditionOf(parsed);
  return {
    condition: { kind: 'all', of: [...of, ...(asked.kind === 'all' ? asked.of : [asked])] },
    clauses: parsed.clauses,
    faults: parsed.faults,
  };
}

function exactly(field: TextField, texts: readonly string[]): readonly Condition[] {
  return texts.map((text) => ({ kind: 'text', field, pattern: [text] }));
}

function oneOf(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.length === 0 ? [] : [{ kind: 'any', of: conditions }];
}
