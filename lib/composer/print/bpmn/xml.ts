/** A piece of XML: a tag with attributes and what is in it. Absent attributes are left out. */
export type Tag = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly inside: readonly Tag[] | string;
};

/** A tag of BPMN 2.0. */
export function bpmn(name: string, attributes: Tag['attributes'] = {}, inside: Tag['inside'] = []): Tag {
  return { name: `bpmn:${name}`, attributes, inside };
}

/** Tags as text, one a line. */
export function xmlText(tag: Tag, indent = ''): string {
  const attributes = Object.entries(tag.attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(value ?? '')}"`)
    .join('');
  const begin = `${indent}<${tag.name}${attributes}`;
  if (tag.inside.length === 0) return `${begin}/>\n`;
  if (typeof tag.inside === 'string') return `${begin}>${escaped(tag.inside)}</${tag.name}>\n`;
  const inside = tag.inside.map((child) => xmlText(child, `${indent}  `)).join('');
  return `${begin}>\n${inside}${indent}</${tag.name}>\n`;
}

/**
 * The id that an element has in XML: its own where XML allows it, else written so that no two become one (XML 1.0, names
 * without colon).
 */
export function xmlId(id: string): string {
  const written = id.replace(/[^A-Za-z0-9_.-]|_x(?=[0-9a-f]+_)/gu, code);
  return /^[A-Za-z_]/.test(written) ? written : `${code(written)}${written.slice(1)}`;
}

function code(letters: string): string {
  const [letter = '_'] = letters;
  return `_x${letter.codePointAt(0)?.toString(16) ?? '0'}_${letters.slice(letter.length)}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': '&#9;' },
};

/** What XML has no place for at all (XML 1.0, 2.2) becomes a blank. */
function escaped(text: string): string {
  return text
    .replace(/[^\n\t\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ' ')
    .replace(/[&<>"\n\t]/g, (letter) => ESCAPES[letter] ?? letter);
}
