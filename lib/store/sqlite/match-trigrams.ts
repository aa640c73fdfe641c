/** A query of FTS5: each trigram is a string of its own, in which only quotation marks mean something. */
export function matchAll(trigrams: readonly string[]): string {
  return trigrams.map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}
