import { partsOf } from './parts-of';
import type { Statement } from './statement';

/** The jumps of these statements that the loop around them is meant by, not a loop inside. */
export function jumpsIn(body: readonly Statement[]): readonly ('again' | 'leave')[] {
  return body.flatMap((statement) => {
    if (statement.kind === 'again' || statement.kind === 'leave') return [statement.kind];
    return statement.kind === 'loop' ? [] : partsOf(statement).flatMap(jumpsIn);
  });
}
