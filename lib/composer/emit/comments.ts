/**
 * Signs that end a line in one of the five languages (C# has U+0085 as well), that no source may hold, or that show a
 * text in another order than a compiler reads it.
 */
const UNWANTED = /[\p{Cc}\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]/gu;

/** Text of a diagram for a comment of one line, which it does not leave. A comment with an end of its own needs more. */
export function oneLine(text: string): string {
  return text.replace(UNWANTED, ' ').replace(/\s+/g, ' ').trim();
}
