import type { Flaw } from '@/lib/domain/flaw';
import { readOr, type Read } from './flaw';
import { numberedPart, partAt } from './state-key';

/** A row by the part of its key. */
export type Parts = ReadonlyMap<
  string,
  { readonly value: Uint8Array | undefined; readonly fault?: string | undefined }
>;

/** A count in damaged metadata may be anything; more gaps than these are told as one. */
const GAPS_TOLD = 20;

/**
 * The rows `<series>-000000`, `-000001`, … in order. What cannot be read, is missing below `length`, or stands beyond
 * it, is a flaw. Without a `length` (metadata that cannot be read) every row that is there counts.
 */
export function readSeries<T>(
  parts: Parts,
  { series, length }: { readonly series: string; readonly length: number | undefined },
  decode: (bytes: Uint8Array) => T,
): Read<readonly T[]> {
  const present = [...parts.keys()]
    .flatMap((part) => {
      const numbered = numberedPart(part);
      return numbered?.series === series && partAt(series, numbered.index) === part ? [numbered.index] : [];
    })
    .sort((a, b) => a - b);
  const end = length ?? (present.at(-1) ?? -1) + 1;
  const flaws: Flaw[] = [...gaps(series, present, end)];
  const value: T[] = [];
  for (const index of present) {
    const key = partAt(series, index);
    if (index >= end) {
      flaws.push({ key, what: `stands beyond the ${end} rows that the metadata tells of, and was left out` });
      continue;
    }
    const read = readPart(parts, key, decode);
    flaws.push(...read.flaws);
    if (read.value !== undefined) value.push(read.value);
  }
  return { value, flaws };
}

/** One row. Absent without a flaw when there is no such row. */
export function readPart<T>(
  parts: Parts,
  key: string,
  decode: (bytes: Uint8Array) => T,
): { readonly value?: T; readonly flaws: readonly Flaw[] } {
  const row = parts.get(key);
  if (row === undefined) return { flaws: [] };
  const { value } = row;
  if (value === undefined) return { flaws: [{ key, what: row.fault ?? 'holds no bytes' }] };
  return readOr(key, () => decode(value));
}

function gaps(series: string, present: readonly number[], end: number): readonly Flaw[] {
  const missing: Flaw[] = [];
  const there = new Set(present);
  const count = end - present.filter((index) => index < end).length;
  for (let index = 0; index < end && missing.length < Math.min(count, GAPS_TOLD); index += 1) {
    if (!there.has(index)) missing.push({ key: partAt(series, index), what: 'is missing' });
  }
  if (count <= missing.length) return missing;
  return [...missing, { key: series, what: `${count - missing.length} more rows are missing` }];
}
