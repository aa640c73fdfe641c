import type { Instant } from '@/lib/domain/instant';
import type { Pattern, Span } from './condition';
import type { Read } from './query-fault';

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const DAY = 86_400_000;

const INSTANT_HINT =
  'Write a time ago (2h, 30m, 7d), a day (2026-11-29) or an instant (2026-11-29T08:00Z), after > or <, or two of them: 2h..1h.';
const LENGTH_HINT = 'Write a length with its unit, such as duration:>5m, duration:<200ms or duration:1h..2h.';

/** The pattern of a value: `*` stands for any text, but not in quotes. Several stars in a row are one. */
export function readPattern(parts: readonly string[]): Pattern {
  return parts.filter((part, index, all) => part !== '' || isEnd(index, all.length));
}

function isEnd(index: number, count: number): boolean {
  return index === 0 || index === count - 1;
}

/** The words of a pattern, as they are written: `order-*`. */
export function writePattern(pattern: Pattern): string {
  return pattern.join('*');
}

/** A length in milliseconds: `200ms`, `5m`, `1.5h`; undefined when it is none. */
function readLength(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|min|s|m|h|d|w)$/.exec(text);
  return match === null ? undefined : Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0);
}

/** A span of lengths: `>5m`, `<200ms`, `1h..2h`. Ends count as of at least the first and less than the second. */
export function readLengths(text: string): Read<Span> {
  return readSpan(
    text,
    (part) => {
      const length = readLength(part);
      return length === undefined ? undefined : { from: length, before: length };
    },
    LENGTH_HINT,
  );
}

/**
 * A span of time: `>2h` is later than two hours ago, `<2026-11-29` before that day, `2026-11-29` all of that day (UTC),
 * `2026-11-01..2026-11-05` with all of the last day. A length means that long before `now`.
 */
export function readInstants(text: string, now: Instant): Read<Span> {
  return readSpan(text, (part) => readMoment(part, now), INSTANT_HINT);
}

/** A value that names a moment, or a stretch of it, such as a day. */
type Stretch = { readonly from: number; readonly before: number };

function readMoment(text: string, now: Instant): Stretch | undefined {
  const ago = readLength(text);
  if (ago !== undefined) return { from: now - ago, before: now - ago };
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  if (match === null) return undefined;
  const [, day = '', time, zone = 'Z'] = match;
  const at = Date.parse(`${day}T${time ?? '00:00'}${zone}`);
  if (Number.isNaN(at)) return undefined;
  return { from: at, before: time === undefined ? at + DAY : at };
}

function readSpan(text: string, read: (part: string) => Stretch | undefined, hint: string): Read<Span> {
  const range = /^(.*?)\.\.(.*)$/.exec(text);
  if (range !== null) return readRange(text, [range[1] ?? '', range[2] ?? ''], { read, hint });
  const [, sign = '', rest = ''] = /^(>=|<=|>|<)?(.*)$/.exec(text) ?? [];
  const stretch = read(rest);
  if (stretch === undefined) return { message: `"${rest}" is not understood`, hint };
  const { from, before } = stretch;
  if (sign === '>=') return { value: { from } };
  if (sign === '>') return { value: { from: before } };
  if (sign === '<') return { value: { before: from } };
  if (sign === '<=') return { value: { before: before === from ? from + 1 : before } };
  if (before > from) return { value: stretch };
  return { message: `"${text}" is a point, which nothing hits exactly`, hint };
}

function readRange(
  text: string,
  ends: readonly [string, string],
  { read, hint }: { readonly read: (part: string) => Stretch | undefined; readonly hint: string },
): Read<Span> {
  const [first, last] = ends.map((end) => (end === '' ? undefined : read(end)));
  const isKnown = ends.every((end, index) => end === '' || [first, last][index] !== undefined);
  if (!isKnown || (first === undefined && last === undefined)) return { message: `"${text}" is not understood`, hint };
  if (first !== undefined && last !== undefined && first.from >= last.before) {
    return { message: `"${text}" ends before it begins`, hint };
  }
  return { value: { from: first?.from, before: last?.before } };
}
