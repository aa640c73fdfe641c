import { oneLine } from '../one-line';

/** What begins a block where a line begins, and is a plain sign elsewhere. */
const BLOCK = /^(?=[-+#=>])|(?<=^\d{1,9})(?=[.)])/;

/** What means something inside of a line (CommonMark 0.31, clause 6) or a cell of a table, where the backslash takes it away. */
const INLINE = /[\\`*[\]<|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu;

/** Text of a diagram on one line of Markdown, also in a cell of a table: it is shown as it was drawn and means nothing. */
export function markdownText(text: string): string {
  return oneLine(text).replace(INLINE, '\\$&').replace(BLOCK, '\\');
}
