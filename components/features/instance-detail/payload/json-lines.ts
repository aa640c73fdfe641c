import type { Json } from '@/lib/domain/json';

/** One line of a document as it is shown. */
export type DocumentLine = {
  readonly depth: number;
  /** Where it is: `$.items[2].sku`. */
  readonly path: string;
  readonly key?: string | undefined;
  readonly text: string;
  readonly kind: 'open' | 'close' | 'string' | 'number' | 'word' | 'text';
  /** The text that stands for everything inside while it is folded. */
  readonly folded?: string | undefined;
};

/** Deeper than this a value is only counted; the text as recorded has it whole. */
const DEPTH = 100;
/** A longer line of plain text is broken, for a browser cannot lay out megabytes in one. */
const WIDTH = 2000;

/** Lines of a JSON value without what is inside folded paths. */
export function jsonLines(value: Json, folded: ReadonlySet<string>): readonly DocumentLine[] {
  const lines: DocumentLine[] = [];
  addValue(lines, folded, { value, depth: 0, path: '$', last: true });
  return lines;
}

type Place = { value: Json; depth: number; path: string; key?: string; last: boolean };

function addValue(lines: DocumentLine[], folded: ReadonlySet<string>, place: Place): void {
  const { value, depth, path, last } = place;
  const comma = last ? '' : ',';
  const about = { depth, path, key: place.key };
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value);
    lines.push({ ...about, text: shorten(text) + comma, kind: kindOf(value) });
    return;
  }
  const isArray = Array.isArray(value);
  const [left, right] = isArray ? ['[', ']'] : ['{', '}'];
  const entries = Object.entries(value);
  const summary = `${left} ${counted(entries.length, isArray ? 'item' : 'key')} ${right}${comma}`;
  if (entries.length === 0 || depth >= DEPTH) {
    lines.push({ ...about, text: entries.length === 0 ? `${left}${right}${comma}` : summary, kind: 'word' });
    return;
  }
  lines.push({ ...about, text: left, kind: 'open', folded: summary });
  if (folded.has(path)) return;
  entries.forEach(([key, item], index) => {
    const at = isArray ? `${path}[${key}]` : `${path}.${key}`;
    const inside = { value: item, depth: depth + 1, path: at, last: index === entries.length - 1 };
    addValue(lines, folded, isArray ? inside : { ...inside, key });
  });
  lines.push({ depth, path, text: right + comma, kind: 'close' });
}

/** Lines of text that is no JSON, or is to be seen as it is. */
export function textLines(text: string): readonly DocumentLine[] {
  return text.split('\n').flatMap((line) => pieces(line).map((piece) => plain(piece)));
}

/** Which lines contain a text, whatever the case. */
export function matchingLines(lines: readonly DocumentLine[], wanted: string): readonly number[] {
  const needle = wanted.trim().toLowerCase();
  if (needle === '') return [];
  return lines.flatMap((line, index) =>
    `${line.key ?? ''}\n${line.text}`.toLowerCase().includes(needle) ? [index] : [],
  );
}

/** The value of a JSON text; `undefined` when it is none. */
export function parseJson(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

function pieces(line: string): readonly string[] {
  if (line.length <= WIDTH) return [line];
  return Array.from({ length: Math.ceil(line.length / WIDTH) }, (_, index) =>
    line.slice(index * WIDTH, (index + 1) * WIDTH),
  );
}

function plain(text: string): DocumentLine {
  return { depth: 0, path: '', text, kind: 'text' };
}

function kindOf(value: string | number | boolean | null): DocumentLine['kind'] {
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'word';
}

function counted(count: number, word: string): string {
  return `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;
}

function shorten(text: string): string {
  return text.length <= WIDTH ? text : `${text.slice(0, WIDTH)}… (${text.length.toLocaleString('en-US')} characters)`;
}
