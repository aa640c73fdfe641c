/** The name in an expression that is nothing but a variable: `=items`, `${items}`, `#{items}` or `items`. */
export function variableOf(expression: string): string | undefined {
  const text = expression.trim();
  const isBraced = /^[$#]\{/.test(text) && text.endsWith('}');
  const name = (isBraced ? text.slice(2, -1) : text.replace(/^=/, '')).trim();
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : undefined;
}
