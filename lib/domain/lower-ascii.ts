/** A text with the letters A to Z in lower case: the only letters whose case no search minds, on every database alike. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
