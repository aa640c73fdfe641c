const DURATION_UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const SIZE_UNITS = { B: 1, KiB: 1_024, MiB: 1_024 ** 2, GiB: 1_024 ** 3 };

/** Milliseconds of a number (ms) or of a text like `500ms`, `30s`, `1.5m`, `2h`, `7d`; undefined for anything else. */
export function durationMs(value: unknown): number | undefined {
  return amount(value, DURATION_UNITS);
}

/** Bytes of a number or of a text like `512B`, `64KiB`, `4MiB`, `1GiB`; undefined for anything else. */
export function sizeBytes(value: unknown): number | undefined {
  return amount(value, SIZE_UNITS);
}

/** A whole number of the smallest unit, never negative. */
function amount(value: unknown, units: Readonly<Record<string, number>>): number | undefined {
  if (typeof value === 'number') return whole(value);
  if (typeof value !== 'string') return undefined;
  const [, digits, unit = ''] = /^(\d{1,15}(?:\.\d{1,9})?) ?([A-Za-z]+)$/.exec(value) ?? [];
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return digits === undefined || factor === undefined ? undefined : whole(Math.round(Number(digits) * factor));
}

function whole(value: number): number | undefined {
  return Number.isSafeInteger(value) && value >= 0 ? Math.abs(value) : undefined;
}
