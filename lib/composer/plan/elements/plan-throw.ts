import type { ElementOf } from '../../model/element';
import type { Planned, Stops, Walk } from '../walk';
import { resultStatements } from './result-statements';

/** What it tells, and on. */
export function planThrow(walk: Walk, element: ElementOf<'throw'>, _stops: Stops): Planned {
  return { statements: resultStatements(walk, element), next: walk.graph.after(element.id) };
}
