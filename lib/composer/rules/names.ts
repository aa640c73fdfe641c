import { pascalCase, wordsOf } from '../names/words';

/** The name that a label becomes in code, as the planner gives it: `check the PDFOrder!` → `CheckThePdfOrder`; empty when it has none. */
export function identifierOf(label: string): string {
  return pascalCase(wordsOf(label));
}
