import { UNWANTED } from './one-line';

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
