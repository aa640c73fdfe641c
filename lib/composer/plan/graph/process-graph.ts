import type { Element, ElementOf } from '../../model/element';
import type { Flow, Process } from '../../model/model';

/** Stands for the end of the process where an element id is asked for. */
export const EXIT = '';

/** One process as a graph of element ids; built once, asked often. */
export class ProcessGraph {
  readonly process: Process;
  private readonly byId: ReadonlyMap<string, Element>;
  private readonly outgoing: ReadonlyMap<string, readonly Flow[]>;
  private readonly incoming: ReadonlyMap<string, readonly Flow[]>;
  private readonly attached: ReadonlyMap<string, readonly ElementOf<'boundary'>[]>;

  constructor(process: Process) {
    this.process = process;
    this.byId = new Map(process.elements.map((element) => [element.id, element]));
    this.outgoing = grouped(process.flows, ({ from }) => from);
    this.incoming = grouped(process.flows, ({ to }) => to);
    const boundaries = process.elements.filter((element) => element.kind === 'boundary');
    this.attached = grouped(boundaries, ({ attachedTo }) => attachedTo);
  }

  element(id: string): Element | undefined {
    return this.byId.get(id);
  }

  flowsFrom(id: string): readonly Flow[] {
    return this.outgoing.get(id) ?? [];
  }

  flowsInto(id: string): readonly Flow[] {
    return this.incoming.get(id) ?? [];
  }

  /** The element after this one where there is one way on, else the end. */
  after(id: string): string {
    return this.flowsFrom(id)[0]?.to ?? EXIT;
  }

  /** The events at an activity but those that only say how it is undone. */
  boundariesOf(id: string): readonly ElementOf<'boundary'>[] {
    return (this.attached.get(id) ?? []).filter(({ trigger }) => trigger.kind !== 'compensation');
  }

  /** Where a token can go from here: along flows, and into boundary events that interrupt. */
  successors(id: string): readonly string[] {
    const interrupting = this.boundariesOf(id).filter((boundary) => boundary.interrupting);
    return [...this.flowsFrom(id).map(({ to }) => to), ...interrupting.map((boundary) => boundary.id)];
  }

  /** All that a token at `from` can come to, itself included, without passing what is avoided. */
  reach(from: string, avoided: ReadonlySet<string>): ReadonlySet<string> {
    const found = new Set<string>();
    const open = [from];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === EXIT || found.has(id) || avoided.has(id)) continue;
      found.add(id);
      open.push(...this.successors(id));
    }
    return found;
  }

  /** Where the process begins: its start events, else what nothing leads to. */
  entries(): readonly Element[] {
    const starts = this.process.elements.filter(({ id, kind }) => kind === 'start' && this.flowsInto(id).length === 0);
    if (starts.length > 0) return starts;
    return this.process.elements.filter((element) => {
      const isUndo = 'isForCompensation' in element && element.isForCompensation;
      return !isUndo && element.kind !== 'boundary' && this.flowsInto(element.id).length === 0;
    });
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
