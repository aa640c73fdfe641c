import { partsOf } from '../plan/parts-of';
import type { Statement } from '../plan/statement';

/** These statements and all inside them, in the order of the program. */
export function everyStatement(body: readonly Statement[]): readonly Statement[] {
  return body.flatMap((statement) => [statement, ...partsOf(statement).flatMap(everyStatement)]);
}
