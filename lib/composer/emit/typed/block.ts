/** Lines of code, and whether control never comes to their end. */
export interface Block {
  readonly lines: readonly string[];
  readonly ends: boolean;
}

export function flowing(...lines: readonly string[]): Block {
  return { lines, ends: false };
}

export function ending(...lines: readonly string[]): Block {
  return { lines, ends: true };
}

/** One after the other, up to the first that ends: what followed could not be reached, which compilers refuse. */
export function joined<T>(items: readonly T[], print: (item: T) => Block): Block {
  const lines: string[] = [];
  for (const item of items) {
    const block = print(item);
    lines.push(...block.lines);
    if (block.ends) return { lines, ends: true };
  }
  return { lines, ends: false };
}

/** One level deeper; an empty line stays empty. */
export function deeper(indent: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : indent + line));
}
