import { FIELDS } from '@/lib/query/fields';

/**
 * Lets the negated clauses of a query stand where options may stand too: `-name:Order` is one, though `-n ame:Order` would be
 * an option. A space before it changes nothing for the query and keeps it from being read as an option.
 */
export function keepNegations(args: readonly string[]): readonly string[] {
  const own = args.indexOf('--');
  return args.map((arg, index) => (isNegation(arg) && (own === -1 || index < own) ? ` ${arg}` : arg));
}

const NAMES = new Set(FIELDS.flatMap(({ name, aliases }) => [name, ...aliases]).map((name) => name.toLowerCase()));

function isNegation(arg: string): boolean {
  const field = /^-([a-z]+)(\.[^:]*)?:/i.exec(arg)?.[1];
  return field !== undefined && NAMES.has(field.toLowerCase());
}
