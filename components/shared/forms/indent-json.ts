import { whyNotJson } from './check-json';

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** JSON text over several lines, for editing. Only its white space changes, so no digit is lost; other text stays. */
export function indentJson(text: string): string {
  if (text.trim() === '' || whyNotJson(text) !== undefined) return text;
  let depth = 0;
  let result = '';
  let before = '';
  for (const [token] of text.matchAll(TOKENS)) {
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    const isFirst = before === '{' || before === '[';
    if (closes ? !isFirst : isFirst || before === ',') result += `\n${'  '.repeat(depth)}`;
    result += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth += 1;
    before = token;
  }
  return result;
}
