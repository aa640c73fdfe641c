const letters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
  ...{ Æ: 'Ae', Ø: 'O', Œ: 'Oe', Ł: 'L', Đ: 'D', Ð: 'D', Þ: 'Th' },
};

/** The words of a label or identifier, lower case and ASCII: `Café PDFOrder #2` is cafe, pdf, order, 2. */
export function wordsOf(text: string): readonly string[] {
  const ascii = [...text.normalize('NFKD')].map((letter) => letters[letter] ?? letter).join('');
  return ascii
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** `OrderPaid`, the form of names on the wire. A leading digit gets `N` before it. */
export function pascalCase(words: readonly string[]): string {
  return beginWithLetter(words.map(capital).join(''), 'N');
}

/** `orderPaid`, the form of fields on the wire. */
export function camelCase(words: readonly string[]): string {
  return beginWithLetter(words.map((word, at) => (at === 0 ? word : capital(word))).join(''), 'n');
}

/** `order_paid` */
export function snakeCase(words: readonly string[]): string {
  return beginWithLetter(words.join('_'), 'n');
}

/** `order-paid` */
export function kebabCase(words: readonly string[]): string {
  return beginWithLetter(words.join('-'), 'n');
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function beginWithLetter(name: string, letter: string): string {
  return /^\d/.test(name) ? letter + name : name;
}
