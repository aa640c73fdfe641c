/** A place in the text of a query: from the first character to before the last. */
export type Place = { readonly from: number; readonly to: number };

/**
 * A value as it was written, without its quotes. `parts`: the same, divided at each `*` that stands outside of quotes.
 * `isQuoted`: it has quotes, so that no sign in it means anything. `bareTail`: what stands behind the last of them.
 */
export type WrittenValue = Place & {
  readonly text: string;
  readonly parts: readonly string[];
  readonly isQuoted: boolean;
  readonly bareTail: string;
};

/** One clause as it was written; `field` is absent for plain words. */
export type Token = Place & {
  readonly isNegated: boolean;
  readonly field: string | undefined;
  readonly values: readonly WrittenValue[];
  /** A quote was opened and not closed. */
  readonly isOpen: boolean;
};

const SPACE = /\s/;

/**
 * Splits a query into its clauses: `-`, a field and `:`, then values with `,` between them; spaces end a clause. In double
 * quotes every character stands for itself, `\"` and `\\` for a quote and a backslash. Loses no character: what cannot be
 * understood is for the reader of the tokens to say.
 */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < query.length;) {
    if (SPACE.test(query.charAt(at))) at += 1;
    else {
      const token = readToken(query, at);
      tokens.push(token);
      at = token.to;
    }
  }
  return tokens;
}

function readToken(query: string, from: number): Token {
  const next = query.charAt(from + 1);
  const isNegated = query.charAt(from) === '-' && next !== '' && !SPACE.test(next);
  let at = isNegated ? from + 1 : from;
  const named = /^([A-Za-z][\w-]*(?:[.[][^\s":,]+)?):/.exec(query.slice(at));
  const field = named?.[1];
  if (named !== null) at += named[0].length;
  const values: WrittenValue[] = [];
  let isOpen = false;
  for (;;) {
    const value = readValue(query, at, field !== undefined);
    values.push(value);
    isOpen ||= value.isOpen;
    at = value.to;
    if (field === undefined || query.charAt(at) !== ',') break;
    at += 1;
  }
  return { from, to: at, isNegated, field, values, isOpen };
}

function readValue(query: string, from: number, endsAtComma: boolean): WrittenValue & { readonly isOpen: boolean } {
  const parts = [''];
  let isQuoted = false;
  let inQuotes = false;
  let at = from;
  let bareTail = '';
  const add = (char: string): void => {
    parts[parts.length - 1] += char;
    if (!inQuotes) bareTail += char;
  };
  for (; at < query.length; at += 1) {
    const char = query.charAt(at);
    if (char === '"') {
      inQuotes = !inQuotes;
      isQuoted = true;
      bareTail = '';
    } else if (inQuotes && char === '\\' && at + 1 < query.length) {
      at += 1;
      add(query.charAt(at));
    } else if (!inQuotes && (SPACE.test(char) || (endsAtComma && char === ','))) {
      break;
    } else if (!inQuotes && char === '*') {
      parts.push('');
      bareTail = '';
    } else add(char);
  }
  return { from, to: at, text: parts.join('*'), parts, isQuoted, bareTail, isOpen: inQuotes };
}
