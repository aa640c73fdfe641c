import { partsOf } from './parts-of';
import type { Statement } from './statement';

/** The labels that these statements jump to, in the order of the program. */
export function jumpTargets(body: readonly Statement[]): readonly string[] {
  return body.flatMap((statement) => {
    if (statement.kind === 'goto') return [statement.label];
    return statement.kind === 'steps' ? [] : partsOf(statement).flatMap(jumpTargets);
  });
}
