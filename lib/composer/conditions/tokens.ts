export type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'path'; readonly path: readonly string[] }
  | { readonly kind: 'word' | 'sign'; readonly text: string };

const shape =
  /\s*(?:(\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)|(===|!==|==|!=|<>|<=|>=|&&|\|\||[=<>!()-]))/uy;
const keywords = new Set(['and', 'or', 'not', 'true', 'false', 'null', 'nil', 'eq', 'ne', 'lt', 'le', 'gt', 'ge']);

/** The tokens of an expression, or undefined when something in it is none. */
export function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  shape.lastIndex = 0;
  while (text.slice(shape.lastIndex).trim() !== '') {
    const found = shape.exec(text);
    if (found === null) return undefined;
    tokens.push(tokenOf(found));
  }
  return tokens;
}

function tokenOf([, number, double, single, name, sign]: RegExpExecArray): Token {
  if (number !== undefined) return { kind: 'number', value: Number(number) };
  const quoted = double ?? single;
  if (quoted !== undefined) return { kind: 'text', value: quoted.replace(/\\(.)/g, '$1') };
  if (name === undefined) return { kind: 'sign', text: sign ?? '' };
  return keywords.has(name) ? { kind: 'word', text: name } : { kind: 'path', path: name.split('.') };
}
