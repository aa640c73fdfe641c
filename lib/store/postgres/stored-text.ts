const ESCAPE = '\u0001';

/**
 * PostgreSQL stores no U+0000 in text. It becomes U+0001 U+0001, and U+0001 becomes U+0001 U+0002: reversible, in the same
 * byte order, and every other text stays as it is. Lone surrogates become U+FFFD on the way, as on SQLite.
 */
export function toStoredText(text: string): string {
  if (!text.includes('\0') && !text.includes(ESCAPE)) return text;
  return text.replaceAll(ESCAPE, `${ESCAPE}\u0002`).replaceAll('\0', `${ESCAPE}${ESCAPE}`);
}

/** The text that `toStoredText` made the stored one of. */
export function fromStoredText(stored: string): string {
  if (!stored.includes(ESCAPE)) return stored;
  let text = '';
  for (let index = 0; index < stored.length; index += 1) {
    const isPair = stored[index] === ESCAPE;
    if (isPair) index += 1;
    if (!isPair) text += stored.charAt(index);
    else text += stored[index] === ESCAPE ? '\0' : ESCAPE;
  }
  return text;
}
