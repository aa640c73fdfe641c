import { tokensOf, type Place } from './tokens';

/** A clause to be written: its values stand for themselves, whatever characters they have. */
export type WantedClause = {
  readonly field?: string | undefined;
  readonly values: readonly string[];
  readonly isNegated?: boolean | undefined;
};

/** Writes a clause so that it reads as exactly these values; values that need it are put in quotes. */
export function writeClause({ field, values, isNegated = false }: WantedClause): string {
  const written = values.map((value) => (needsQuotes(value, field) ? quoted(value) : value)).join(',');
  return `${isNegated ? '-' : ''}${field === undefined ? '' : `${field}:`}${written}`;
}

/** A clause for all that holds a text somewhere, whatever characters it has: `id:*4711*`. */
export function writeContains(field: string, text: string): string {
  return `${field}:*${needsQuotes(text, field) ? quoted(text) : text}*`;
}

function needsQuotes(value: string, field: string | undefined): boolean {
  if (value === '' || /[\s",*\\]/.test(value)) return true;
  return field === undefined && (/[:]/.test(value) || value.startsWith('-') || /^(AND|OR|NOT)$/.test(value));
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, (char) => `\\${char}`)}"`;
}

/** The query with a clause more, at its end. */
export function withClause(query: string, clause: string): string {
  const before = query.trim();
  return before === '' ? clause : `${before} ${clause}`;
}

/** The query without the clause at that place. */
export function withoutClause(query: string, { from, to }: Place): string {
  return `${query.slice(0, from).trimEnd()} ${query.slice(to).trimStart()}`.trim();
}

/**
 * The query in which a field has exactly these values, whatever it had before; without values it has no clause of the field.
 * The first clause of the field keeps its place. Negated clauses stay.
 */
export function withField(query: string, field: string, values: readonly string[]): string {
  const clause = values.length === 0 ? '' : writeClause({ field, values });
  const mine = tokensOf(query).filter(
    (token) => !token.isNegated && token.field?.toLowerCase() === field.toLowerCase(),
  );
  const [first, ...others] = mine;
  if (first === undefined) return clause === '' ? query.trim() : withClause(query, clause);
  const rest = others.reverse().reduce(withoutClause, query);
  const replaced = `${rest.slice(0, first.from)}${clause}${rest.slice(first.to)}`;
  return clause === '' ? withoutClause(rest, first) : replaced.trim();
}

/** The values that a field has in a query, without regard to negated clauses. */
export function valuesOf(query: string, field: string): readonly string[] {
  return tokensOf(query)
    .filter((token) => !token.isNegated && token.field?.toLowerCase() === field.toLowerCase())
    .flatMap(({ values }) => values.map(({ text }) => text));
}
