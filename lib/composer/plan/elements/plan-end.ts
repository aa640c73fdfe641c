import type { ElementOf } from '../../model/element';
import type { Statement } from '../statement';
import type { Planned, Stops, Walk } from '../walk';
import { resultStatements } from './result-statements';

/** What it tells, then the end of the workflow. */
export function planEnd(walk: Walk, element: ElementOf<'end'>, _stops: Stops): Planned {
  const statements: Statement[] = [...resultStatements(walk, element)];
  if (element.result.kind !== 'error') {
    return { statements: [...statements, { kind: 'end', element: element.id }], next: undefined };
  }
  const message = element.name || 'The process ended with an error';
  const error = { code: element.result.code ?? 'ProcessError', message };
  return { statements: [...statements, { kind: 'end', element: element.id, error }], next: undefined };
}
