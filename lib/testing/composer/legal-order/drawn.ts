import { everyFlowTo } from './flows-before';
import type { Element, ElementOf, MultiInstance } from '@/lib/composer/model/element';
import type { Flow, Model, Process } from '@/lib/composer/model/model';
import type { Activity, ExternalEvent } from '@/lib/composer/plan/program';

/** What the names on the wire stand for in the diagram. */
export interface Names {
  readonly activities: readonly Pick<Activity, 'name' | 'role' | 'elements'>[];
  readonly events: readonly Pick<ExternalEvent, 'name' | 'elements'>[];
  /** How many items the lists have that a multi-instance can go over, by their names; of others any number is right. */
  readonly lists?: Readonly<Record<string, number>>;
}

/** A model as the walk of tokens asks for it. */
export class Drawn {
  private readonly processes = new Map<string, Process>();
  private readonly elements = new Map<string, Element>();
  private readonly flows = new Map<string, Flow>();
  private readonly from = new Map<string, Flow[]>();
  private readonly to = new Map<string, Flow[]>();
  private readonly hung = new Map<string, ElementOf<'boundary'>[]>();
  private readonly heard = new Map<string, string>();
  private readonly workNames = new Map<string, ReadonlySet<string>>();
  private readonly decisionNames = new Map<string, ReadonlySet<string>>();
  private readonly before = new Map<string, ReadonlySet<string>>();

  private readonly lists: Readonly<Record<string, number>>;

  constructor(model: Model, { activities, events, lists = {} }: Names) {
    this.lists = lists;
    for (const process of model.processes) {
      this.processes.set(process.id, process);
      for (const element of process.elements) {
        this.elements.set(element.id, element);
        if (element.kind === 'boundary') push(this.hung, element.attachedTo, element);
      }
      for (const flow of process.flows) {
        this.flows.set(flow.id, flow);
        push(this.from, flow.from, flow);
        push(this.to, flow.to, flow);
      }
    }
    for (const { name, elements } of events) for (const id of elements) this.heard.set(id, name);
    for (const { name, role, elements } of activities) {
      const names = role === 'decision' ? this.decisionNames : this.workNames;
      for (const id of elements) names.set(id, new Set([...(names.get(id) ?? []), name]));
    }
  }

  element(id: string): Element {
    const found = this.elements.get(id);
    if (found === undefined) throw new Error(`the model has no element "${id}"`);
    return found;
  }

  /** The element that a token on this flow has come to. */
  after(flow: string): Element {
    return this.element(this.flows.get(flow)?.to ?? '');
  }

  outOf(element: string): readonly Flow[] {
    return this.from.get(element) ?? [];
  }

  into(element: string): readonly Flow[] {
    return this.to.get(element) ?? [];
  }

  boundaries(host: string): readonly ElementOf<'boundary'>[] {
    return this.hung.get(host) ?? [];
  }

  /** Flows out of the start events of a process, one list for each way to begin. */
  beginnings(process: string): readonly (readonly Flow[])[] {
    const starts = this.processes.get(process)?.elements.filter(({ kind }) => kind === 'start') ?? [];
    return starts.map(({ id }) => this.outOf(id));
  }

  /** How often a multi-instance is done; undefined when nobody knows. */
  timesOf({ count, collection = '' }: MultiInstance): number | undefined {
    const times = count === undefined ? this.lists[collection] : Number(count);
    return Number.isNaN(times) ? undefined : times;
  }

  /** The name of the event that an element waits for. */
  eventOf(element: string): string | undefined {
    return this.heard.get(element);
  }

  doesWork(name: string, element: string): boolean {
    return this.workNames.get(element)?.has(name) === true;
  }

  decides(name: string, element: string): boolean {
    return this.decisionNames.get(element)?.has(name) === true;
  }

  hasDecision(element: string): boolean {
    return this.decisionNames.has(element);
  }

  /** Flows from which a token can still come to this one, without passing the join that it leads to. */
  flowsBefore(flow: string): ReadonlySet<string> {
    const known = this.before.get(flow) ?? everyFlowTo(flow, this);
    this.before.set(flow, known);
    return known;
  }

  flow(id: string): Flow | undefined {
    return this.flows.get(id);
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
