import type { Element } from '../model/element';
import { planElement } from './elements/plan-element';
import { EXIT, type ProcessGraph } from './graph/process-graph';
import type { Lookup } from './lookup';
import { planLoop } from './plan-loop';
import { planSteps } from './plan-steps';
import { Unstructured } from './refusal';
import type { Statement } from './statement';
import type { Planned, Stops, Walk } from './walk';

/** How much of a process may be written twice before jumps read better. */
const ALLOWED_COPIES = 1.25;
const ALLOWED_ANYWAY = 4;

/** Plans a process from an element on: as blocks, or as steps with jumps where blocks cannot say it. */
export function planRegion(graph: ProcessGraph, lookup: Lookup, [from, stops]: [string, Stops]): readonly Statement[] {
  try {
    return new Walker(graph, lookup, 'blocks').from(from, stops);
  } catch (error) {
    if (!(error instanceof Unstructured)) throw error;
    return planSteps(new Walker(graph, lookup, 'steps'), from, stops);
  }
}

class Walker implements Walk {
  readonly graph: ProcessGraph;
  readonly lookup: Lookup;
  readonly mode: Walk['mode'];
  private left: number;

  constructor(graph: ProcessGraph, lookup: Lookup, mode: Walk['mode']) {
    this.graph = graph;
    this.lookup = lookup;
    this.mode = mode;
    this.left = graph.process.elements.length * ALLOWED_COPIES + ALLOWED_ANYWAY;
  }

  from(from: string, stops: Stops): readonly Statement[] {
    const statements: Statement[] = [];
    for (let at: string | undefined = from, last = from; at !== undefined;) {
      const stop = stops.get(at);
      if (stop === 'far') throw new Unstructured(at);
      if (stop !== undefined) return stop === 'fall' ? statements : [...statements, stop];
      if (at === EXIT) return [...statements, ...endAfter(statements, last)];
      const planned = this.planAt(at, stops);
      statements.push(...planned.statements);
      last = at;
      at = planned.next;
    }
    return statements;
  }

  step(from: string, stops: Stops): readonly Statement[] {
    const element = this.graph.element(from);
    if (element === undefined) return [];
    const { statements, next } = this.planCounted(element, stops);
    return next === undefined ? statements : [...statements, ...this.from(next, stops)];
  }

  region(from: string, stops: Stops): readonly Statement[] {
    return planRegion(this.graph, this.lookup, [from, stops]);
  }

  private planAt(at: string, stops: Stops): Planned {
    const element = this.graph.element(at);
    if (element === undefined) return { statements: [], next: EXIT };
    const isLoop = this.mode === 'blocks' && comesBack(this.graph, at, new Set(stops.keys()));
    return isLoop ? planLoop(this, at, stops) : this.planCounted(element, stops);
  }

  private planCounted(element: Element, stops: Stops): Planned {
    this.left -= 1;
    if (this.left < 0) throw new Unstructured(element.id);
    return planElement(this, element, stops);
  }
}

function comesBack(graph: ProcessGraph, id: string, avoided: ReadonlySet<string>): boolean {
  return graph.successors(id).some((next) => graph.reach(next, avoided).has(id));
}

/** A path that ends where nothing is drawn any more ends the workflow, as an end event would. */
function endAfter(statements: readonly Statement[], last: string): readonly Statement[] {
  return statements.at(-1)?.kind === 'end' ? [] : [{ kind: 'end', element: last }];
}
