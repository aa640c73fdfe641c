type Constant = boolean | undefined;

/** The parts of a condition that decide it: without those that are always the same, or only the one that decides alone. */
export function deciding<Part>(
  parts: readonly Part[],
  kind: 'and' | 'or',
  constantOf: (part: Part) => Constant,
): readonly Part[] {
  const isAll = kind === 'and';
  const final = parts.find((part) => constantOf(part) === !isAll);
  if (final !== undefined) return [final];
  const open = parts.filter((part) => constantOf(part) !== isAll);
  return open.length > 0 ? open : parts.slice(0, 1);
}

/** The constant that a text is, by the words of a language for true and false. */
export function constantIn(yes: string, no: string): (text: string) => Constant {
  return (text) => (text === yes || text === no ? text === yes : undefined);
}
