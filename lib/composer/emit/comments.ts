/**
 * Signs that end a line in one of the five languages (C# has U+0085 as well), that no source may hold, or that show a
 * text in another order than a compiler reads it.
 */
const UNWANTED = /[\p{Cc}\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]/gu;

/** Text of a diagram for a comment of one line, which it does not leave. A comment with an end of its own needs more. */
export function oneLine(text: string): string {
  return text.replace(UNWANTED, ' ').replace(/\s+/g, ' ').trim();
}

/**
 * Code that a diagram holds, as lines of a comment, each after the mark of one. No line ends elsewhere than here; `safe` is
 * for what a language reads in comments besides.
 */
export function codeComment(
  code: string | undefined,
  mark: string,
  safe: (line: string) => string = (line) => line,
): readonly string[] {
  if (code === undefined) return [];
  const lines = code.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/);
  const written = lines.map((line) => safe(line.replace(/\t/g, '  ').replace(UNWANTED, ' ')));
  return [`${mark} From the diagram:`, ...written.map((line) => `${mark}   ${line}`.trimEnd())];
}
