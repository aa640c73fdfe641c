import type { ElementOf } from '../../model/element';
import type { Planned, Stops, Walk } from '../walk';

/** The activity that it hangs at has said what it catches; here the path goes on. */
export function planBoundary(walk: Walk, { id }: ElementOf<'boundary'>, _stops: Stops): Planned {
  return { statements: [], next: walk.graph.after(id) };
}
