const grouped = new Intl.NumberFormat('en-US');

/** Exact, with thousands separated: "1,204". */
export function formatCount(value: number): string {
  return grouped.format(value);
}

/** A share as "3.4 %"; a dash when there is nothing to divide by. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (part / whole) * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  return `${percent.toFixed(1)} %`;
}

/** "1 execution", "1,204 executions". */
export function formatMany(value: number, noun: string): string {
  return `${formatCount(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** "12.4 KB" and so on, by thousands. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
