import type { Element } from '../model/element';
import type { Model, Process } from '../model/model';
import { fieldName } from '../names/field-path';
import { NamePool } from '../names/name-pool';
import { pascalCase, wordsOf } from '../names/words';

/** What everything of a program is called; names are given in the order of the diagram, so that they stay the same. */
export class Naming {
  /** Of workflows, activities and records. */
  readonly types = new NamePool();
  private readonly events = new NamePool();
  private readonly workflows = new Map<string, string>();
  private readonly eventNames = new Map<string, string>();
  private readonly labels = new Map<string, string>();
  private readonly labelPool = new NamePool();
  private readonly branches = new Map<string, string>();

  constructor(model: Model) {
    for (const process of model.processes) {
      this.workflows.set(process.id, this.types.take(typeName(workflowTitle(model, process), 'Workflow')));
    }
  }

  workflow(process: string): string {
    return this.workflows.get(process) ?? typeName(process, 'Workflow');
  }

  /** One name for all that waits for the same message or signal. */
  event(title: string, element: string): string {
    const wanted = typeName(title || element, 'Event');
    const known = this.eventNames.get(wanted.toLowerCase());
    const name = known ?? this.events.take(wanted);
    this.eventNames.set(wanted.toLowerCase(), name);
    return name;
  }

  branch(owner: string, element: string, title: string): string {
    const name = this.branches.get(element) ?? this.types.take(`${owner}${typeName(title, 'Branch')}`);
    this.branches.set(element, name);
    return name;
  }

  stepLabel(element: string, title: string): string {
    const label = this.labels.get(element) ?? this.labelPool.take(fieldName(title) ?? fieldName(element) ?? 'step');
    this.labels.set(element, label);
    return label;
  }
}

/** The Pascal-case name that a label gives; of another one when it has no Latin letter. */
export function typeName(title: string, fallback: string): string {
  return pascalCase(wordsOf(title)) || fallback;
}

/** A process as its reader calls it: its name, that of the element it is the inside of, or of the diagram. */
export function workflowTitle(model: Model, process: Process): string {
  if (process.name !== '') return process.name;
  const holder = holderOf(model, process);
  if (holder !== undefined && holder.name !== '') return holder.name;
  return process === model.processes[0] ? model.name : process.id;
}

export function holderOf(model: Model, process: Process): Element | undefined {
  const elements = model.processes.flatMap((each) => each.elements);
  return elements.find((element) => element.kind === 'child' && element.process === process.id);
}
