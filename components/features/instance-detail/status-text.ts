import { parseJson } from './payload/json-lines';

/** Letters of a custom status that fit into the header. */
const SHOWN = 60;

/** A custom status in one short line: a JSON string without its quotes, anything else as it was set. */
export function statusText(customStatus: string): string {
  const letters = [...unquoted(customStatus)];
  return letters.length <= SHOWN ? letters.join('') : `${letters.slice(0, SHOWN - 1).join('')}…`;
}

function unquoted(text: string): string {
  const json = parseJson(text);
  return typeof json?.value === 'string' ? json.value : text;
}
