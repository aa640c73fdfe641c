import { findJoin, type Bounds } from './graph/find-join';
import type { ProcessGraph } from './graph/process-graph';
import type { Lookup } from './lookup';
import type { Again, Done, Goto, Leave, Statement } from './statement';

/** What it means to come to an element from here. */
export type Stop =
  /** The block ends; what follows it runs. */
  | 'fall'
  /** Blocks cannot say it: the element lies outside of a loop or block that encloses this one. */
  | 'far'
  | Leave
  | Again
  | Goto
  | Done;
export type Stops = ReadonlyMap<string, Stop>;

/** What the planners of elements work with: one attempt at one process. */
export interface Walk {
  readonly graph: ProcessGraph;
  readonly lookup: Lookup;
  /** `steps`: joins and loops are jumps, so no block is looked for. */
  readonly mode: 'blocks' | 'steps';
  /** The statements from an element up to the stops; each path ends as the stop that it comes to says. */
  from(id: string, stops: Stops): readonly Statement[];
  /** The same, but the first element is planned even if it is a stop: a step or round begins with it. */
  step(id: string, stops: Stops): readonly Statement[];
  /** Statements that run by themselves: as blocks, or as steps with jumps where blocks cannot say it. */
  region(id: string, stops: Stops): readonly Statement[];
}

/** What an element became, and where the token is afterwards; undefined when every path has jumped or ended. */
export interface Planned {
  readonly statements: readonly Statement[];
  readonly next: string | undefined;
}

/** Where the paths from several starts meet, if at all in this block, and the stops of the paths up to there. */
export function joinOf(
  walk: Walk,
  starts: readonly string[],
  stops: Stops,
): { next: string | undefined; inner: Stops } {
  const join = walk.mode === 'blocks' ? findJoin(walk.graph, starts, boundsOf(stops)) : undefined;
  if (join === undefined) return { next: undefined, inner: stops };
  const outer = [...stops].map(([id, stop]): [string, Stop] => [id, stop === 'fall' ? 'far' : stop]);
  return { next: join, inner: new Map([...outer, [join, 'fall']]) };
}

export function boundsOf(stops: Stops): Bounds {
  const falls = [...stops].filter(([, stop]) => stop === 'fall').map(([id]) => id);
  const jumps = [...stops].filter(([, stop]) => stop !== 'fall').map(([id]) => id);
  return { falls: new Set(falls), jumps: new Set(jumps) };
}
