import type { Element, ElementOf } from '../model/element';
import type { DiagramFault } from '../model/fault';
import type { Flow, Model, Process } from '../model/model';

/** What a rule sees: one process and how its parts hang together, and the whole model around it. */
export interface Scope {
  readonly model: Model;
  readonly process: Process;
  readonly options: CheckOptions;
  element(id: string): Element | undefined;
  incoming(id: string): readonly Flow[];
  outgoing(id: string): readonly Flow[];
  /** Boundary events that hang at an element. */
  attached(id: string): readonly ElementOf<'boundary'>[];
}

export interface CheckOptions {
  /** Lanes are to become apps, so that each needs an App ID of its own. */
  readonly lanesAsApps?: boolean | undefined;
}

export type Finding = Omit<DiagramFault, 'rule'>;

/** One thing that must hold in every process, named like its file. */
export interface Rule {
  readonly name: string;
  check(scope: Scope): readonly Finding[];
}

/** The scope of each process of a model, in its order. */
export function scopesOf(model: Model, options: CheckOptions = {}): readonly Scope[] {
  return model.processes.map((process) => scopeOf(model, process, options));
}

function scopeOf(model: Model, process: Process, options: CheckOptions): Scope {
  const byId = new Map(process.elements.map((element) => [element.id, element]));
  const into = Map.groupBy(process.flows, ({ to }) => to);
  const out = Map.groupBy(process.flows, ({ from }) => from);
  const attached = Map.groupBy(elementsOf(process, 'boundary'), ({ attachedTo }) => attachedTo);
  return {
    ...{ model, process, options },
    element: (id) => byId.get(id),
    incoming: (id) => into.get(id) ?? [],
    outgoing: (id) => out.get(id) ?? [],
    attached: (id) => attached.get(id) ?? [],
  };
}

/** The elements of one kind, in the order of the process. */
export function elementsOf<K extends Element['kind']>(process: Process, kind: K): readonly ElementOf<K>[] {
  return process.elements.filter((element): element is ElementOf<K> => element.kind === kind);
}
