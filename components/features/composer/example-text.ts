import { exampleInput } from '@/lib/composer/emit/project/example-input';
import type { Program } from '@/lib/composer/plan/program';

/** JSON text of an example for each field of a record, to begin with. */
export function exampleText(program: Program, record = ''): string {
  return JSON.stringify(exampleInput(program, record), undefined, 2);
}
