/** Text of a diagram for a cell of a table. */
export function cell(text: string): string {
  return oneLine(text).replace(/\|/g, '\\|');
}

/** Text of a diagram on one line, without tags. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[<>]/g, '').trim();
}
