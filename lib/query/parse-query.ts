import type { Instant } from '@/lib/domain/instant';
import type { Condition } from './condition';
import { fieldNamed, FIELDS } from './fields';
import type { QueryFault } from './query-fault';
import { readClause } from './read-clause';
import { tokensOf, type Token } from './tokens';

/** One clause that was understood: where it is written, and what it asks. */
export type Clause = Token & { readonly condition: Condition };

export type ParsedQuery = {
  readonly clauses: readonly Clause[];
  /** What was not understood. Who filters by a query with faults would show what was not asked for: refuse it. */
  readonly faults: readonly QueryFault[];
};

/**
 * Reads a query of the filter language: all of its clauses must hold, one of the values of a clause. `now` is what times ago
 * are counted from, milliseconds since 1970. Never throws: what is not understood is among the faults.
 */
export function parseQuery(text: string, now: Instant): ParsedQuery {
  const clauses: Clause[] = [];
  const faults: QueryFault[] = [];
  for (const token of tokensOf(text)) {
    const read = refusedWord(text, token) ?? readClause(token, now);
    if ('message' in read) faults.push({ from: token.from, to: token.to, ...read });
    else clauses.push({ ...token, condition: read.value });
  }
  return { clauses, faults };
}

/** The condition of a whole query. */
export function conditionOf({ clauses }: ParsedQuery): Condition {
  const [only, ...others] = clauses;
  if (only !== undefined && others.length === 0) return only.condition;
  return { kind: 'all', of: clauses.map(({ condition }) => condition) };
}

/** Words that people know from other languages and would miss, taken for plain text. */
function refusedWord(text: string, token: Token): { message: string; hint: string } | undefined {
  const written = text.slice(token.from, token.to);
  if (token.isOpen) return { message: 'a quote is not closed', hint: `Write ${written}"` };
  if (token.field === undefined) {
    if (/^(AND|OR|NOT)$/.test(written)) {
      const hint = 'Clauses are joined by and; write status:failed,stalled for or, -app:orders for not.';
      return { message: `${written} is no word of this language`, hint };
    }
    return undefined;
  }
  if (fieldNamed(token.field) !== undefined) return undefined;
  const known = FIELDS.map(({ name }) => name).join(', ');
  return {
    message: `there is no field "${token.field}"`,
    hint: `To look for this text, put it in quotes: "${written}". Fields: ${known}.`,
  };
}
