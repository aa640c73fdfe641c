import { pascalCase, wordsOf } from '../names/words';

/** The name that a label becomes in code, as the planner gives it: `check the PDFOrder!` → `CheckThePdfOrder`; empty when it has none. */
export function identifierOf(label: string): string {
  return pascalCase(wordsOf(label));
}

/** The App ID that the label of a lane or pool becomes: `Order desk` → `order-desk`; empty when it has no letters. */
export function appIdOf(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^[-0-9]+|-+$/g, '');
}
