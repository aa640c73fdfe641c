import type { Example } from '../../plan/record';
import { oneLine } from '../one-line';

/** How long a line may be, as Black has it. */
export const LINE = 88;

/** A string literal as Black writes it. */
export function text(value: string): string {
  const json = JSON.stringify(value);
  if (!value.includes('"') || value.includes("'")) return json;
  return `'${json.slice(1, -1).replace(/\\"/g, '"')}'`;
}

/** A value on one line. */
export function literal(value: Example): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return String(value);
  if (isList(value)) return `[${value.map(literal).join(', ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${text(name)}: ${literal(member)}`);
  return `{${members.join(', ')}}`;
}

/** Lines of a statement that ends with a value, broken where it is too long. */
export function valueLines(
  before: string,
  value: Example,
  { depth, after = '' }: { depth: number; after?: string },
): readonly string[] {
  const line = `${before}${literal(value)}${after}`;
  if (depth * 4 + line.length <= LINE || value === null || typeof value !== 'object') return [line];
  const parts: readonly (readonly [string, Example])[] = isList(value)
    ? value.map((each) => ['', each] as const)
    : Object.entries(value).map(([name, member]) => [`${text(name)}: `, member] as const);
  const inside = parts.flatMap(([name, member]) => valueLines(name, member, { depth: depth + 1, after: ',' }));
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  return [`${before}${open}`, ...inside.map((each) => `    ${each}`), `${close}${after}`];
}

/** Lines of a call or definition, broken as Black breaks them. */
export function callLines(
  before: string,
  parts: readonly string[],
  { depth, after = '' }: { depth: number; after?: string },
): readonly string[] {
  const line = `${before}(${parts.join(', ')})${after}`;
  if (depth * 4 + line.length <= LINE || parts.length === 0) return [line];
  const inner = `    ${parts.join(', ')}`;
  if (depth * 4 + inner.length <= LINE) return [`${before}(`, inner, `)${after}`];
  return [`${before}(`, ...parts.map((part) => `    ${part},`), `)${after}`];
}

/** A docstring or part of one. */
export function docText(value: string): string {
  return oneLine(value).replace(/\\/g, '\\\\').replace(/"""/g, "'''");
}

function isList(value: Example): value is readonly Example[] {
  return Array.isArray(value);
}
