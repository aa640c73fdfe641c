/** The name in an expression that is nothing but a variable: `=items`, `${items}`, `#{items}` or `items`. */
export function variableOf(expression: string): string | undefined {
  const inside = /^\s*(?:[$#]\{\s*([^{}]+?)\s*\}|=\s*(.+?)|(.+?))\s*$/.exec(expression);
  const name = inside?.[1] ?? inside?.[2] ?? inside?.[3];
  return name !== undefined && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : undefined;
}
