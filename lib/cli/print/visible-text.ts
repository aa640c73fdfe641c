/** Text on one line, nothing in it that moves the cursor of a terminal or turns the direction of reading. */
export function visibleText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escaped);
}

/** The same, of at most so many characters. */
export function shortText(text: string, most: number): string {
  const visible = visibleText(text);
  return visible.length <= most ? visible : `${visible.slice(0, most - 1)}…`;
}

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  return NAMED[character] ?? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
