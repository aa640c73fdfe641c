import type { Statement } from '../../plan/statement';
import { everyStatement } from '../every-statement';

const jumps = new Set<Statement['kind']>(['leave', 'again', 'goto', 'done', 'end']);

/** May a statement go on outside of the block that it is in? */
export function jumpsOut(statement: Statement): boolean {
  return everyStatement([statement]).some(({ kind }) => jumps.has(kind));
}
