import type { Place } from './tokens';

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

/** A state of a step, as it may stand behind its name. */
export type WrittenState = 'waiting' | 'completed' | 'failed' | 'canceled';

/** A clause for all that took a step of exactly this name, in some state or in any: `step:Notify.failed`. */
export function writeStep(name: string, state?: WrittenState): string {
  const written = needsQuotes(name, 'step') || name.includes('.') ? quoted(name) : name;
  return `step:${written}${state === undefined ? '' : `.${state}`}`;
}

function needsQuotes(value: string, field: string | undefined): boolean {
  if (value === '' || /[\s",*\\]/.test(value)) return true;
  return field === undefined && (/[:]/.test(value) || value.startsWith('-') || /^(AND|OR|NOT)$/.test(value));
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, (char) => `\\${char}`)}"`;
}

/** The query without the clause at that place. */
export function withoutClause(query: string, { from, to }: Place): string {
  return `${query.slice(0, from).trimEnd()} ${query.slice(to).trimStart()}`.trim();
}
