type Tally = { readonly count: number; readonly isExact: boolean };

const grouped = new Intl.NumberFormat('en-US');

/** Exact, with thousands separated: "1,204". */
export function formatCount(value: number): string {
  return grouped.format(value);
}

/**
 * A count, or how many there are at least: "1,204", "14,000+". Of the latter only two digits are said, since the others
 * mean nothing.
 */
export function formatTally({ count, isExact }: Tally): string {
  return isExact ? formatCount(count) : `${formatCount(roundedDown(count))}+`;
}

/** A share as "3.4 %"; a dash when there is nothing to divide by. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (part / whole) * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  return `${percent.toFixed(1)} %`;
}

/** "1 execution", "14,000+ executions". */
export function formatTallyOf(tally: Tally, noun: string): string {
  return `${formatTally(tally)} ${noun}${tally.isExact && tally.count === 1 ? '' : 's'}`;
}

function roundedDown(count: number): number {
  const unit = 10 ** Math.max(0, String(count).length - 2);
  return Math.floor(count / unit) * unit;
}

/** "1 execution", "1,204 executions". */
export function formatMany(value: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(value)} ${value === 1 ? noun : plural}`;
}

/** "12.4 KB" and so on, by thousands. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
