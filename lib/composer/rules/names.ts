/** The identifier that a label becomes in code: `check the order!` → `CheckTheOrder`; empty when it has no letters. */
export function identifierOf(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
  const words = plain.match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
  return joined.replace(/^[0-9]+/, '');
}

/** The App ID that the label of a lane or pool becomes: `Order desk` → `order-desk`; empty when it has no letters. */
export function appIdOf(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^[-0-9]+|-+$/g, '');
}
