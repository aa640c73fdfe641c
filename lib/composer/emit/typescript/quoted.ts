import { oneLine } from '../one-line';

/** A string literal. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${escaped.replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)}'`;
}

/** Text that stands in a comment of any kind. */
export function commented(text: string): string {
  return oneLine(text).replace(/\*\//g, '* /');
}
