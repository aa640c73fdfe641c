import type { Reading } from './use-execution';

/** How far a history is read: "reading on (400 of 8,001)…" */
export function readingWords(reading: Reading | undefined): string {
  if (reading === undefined) return 'reading on…';
  return `reading on (${reading.read.toLocaleString('en-US')} of ${reading.total.toLocaleString('en-US')})…`;
}
