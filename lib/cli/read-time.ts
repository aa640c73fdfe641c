import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of a length such as `90s`, `1h30m`, `2d`. Throws for anything else. */
export function readDuration(text: string): number {
  const length = durationOf(text);
  if (length === undefined) throw new InvalidArgumentError('Not a length of time, such as 90s, 10m or 1h30m.');
  return length;
}

/** Makes a reader of a time: a date and time with its zone, or how long from now. */
export function futureTime(now: () => number): (text: string) => number {
  return (text) => {
    const length = durationOf(text);
    if (length !== undefined) return now() + length;
    const at = /^\d{4}-\d\d-\d\d[T ].*(Z|[+-]\d\d:\d\d)$/i.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(at)) {
      throw new InvalidArgumentError('Not a time, such as 2026-12-01T08:00:00Z, nor how long from now, such as 10m.');
    }
    return at;
  };
}

function durationOf(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d|w)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return undefined;
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}
