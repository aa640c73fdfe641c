/** Longest App ID of a project. */
export const LONGEST_APP_ID = 63;

/** The App ID that the label of a lane or pool becomes: `Order desk` → `order-desk`; empty when it has no letters. */
export function appIdOf(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^[-0-9]+|-+$/g, '');
}
