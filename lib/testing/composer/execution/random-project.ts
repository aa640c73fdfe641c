import fc from 'fast-check';
import { emit } from '@/lib/composer/emit/emit';
import type { Model } from '@/lib/composer/model/model';
import { check } from '@/lib/composer/rules/check';
import { modelOfBlock } from '../block-model';
import { mergedModel } from '../merged-model';
import { randomBlock } from '../random-block';
import { typeCheck } from '../type-check';
import { composedOf, type Composed } from './project';

/** So many random diagrams as one project, the same for the same seed. */
export function randomProject(seed: number, count: number): Composed {
  const models = randomBlock(2)
    // A task after it shows whether all of it was waited for.
    .map((block) => modelOfBlock('Flow', { kind: 'row', of: [block, { kind: 'task' }] }))
    .filter(isTaken);
  const drawn = fc.sample(models, { seed, numRuns: count }).map((model, at) => [`M${at}`, model] as const);
  return composedOf('random', mergedModel('Random', Object.fromEntries(drawn)));
}

/** What the TypeScript compiler says to the project that it becomes. */
export async function compilerSays({ program }: Composed): Promise<readonly string[]> {
  return typeCheck({ random: await emit(program, 'javascript') });
}

/** A loop around an event that does not interrupt is refused: what it leads to could run twice at once. */
function isTaken(model: Model): boolean {
  const errors = check(model).filter(({ severity }) => severity === 'error');
  const unexpected = errors.filter(({ rule }) => rule !== 'merge-once');
  if (unexpected.length > 0) throw new Error(unexpected.map(({ message }) => message).join('; '));
  return errors.length === 0;
}
