/**
 * Signs that end a line in one of the five languages (C# has U+0085 as well) or in Markdown, that no source may hold, or that
 * show a text in another order than a compiler reads it.
 */
export const UNWANTED = /[\p{Cc}\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]/gu;

/** Text of a diagram on one line, which it does not leave. What else means something at its place is for the place to mind. */
export function oneLine(text: string): string {
  return text.replace(UNWANTED, ' ').replace(/\s+/g, ' ').trim();
}
