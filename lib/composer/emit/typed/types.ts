import { otherApp } from '../../plan/apps';
import type { Activity, ExternalEvent, Program, WorkflowUnit } from '../../plan/program';
import type { Field, FieldType, RecordType } from '../../plan/record';

/** Looks up the parts of a program by name. */
export class Types {
  readonly program: Program;
  /** All records, in the order of the program. */
  readonly records: readonly RecordType[];
  private readonly byName: ReadonlyMap<string, RecordType>;

  constructor(program: Program) {
    this.program = program;
    this.records = program.records;
    this.byName = new Map(program.records.map((each) => [each.name, each]));
  }

  record(name: string): RecordType {
    return found(this.byName.get(name), 'record', name);
  }

  /** True for data in which a workflow keeps what it has to undo. */
  keepsUndos(record: string): boolean {
    return this.program.workflows.some((unit) => unit.data === record && unit.keepsUndos);
  }

  activity(name: string): Activity {
    const activity = this.program.activities.find((each) => each.name === name);
    return found(activity, 'activity', name);
  }

  event(name: string): ExternalEvent {
    return found(
      this.program.events.find((each) => each.name === name),
      'event',
      name,
    );
  }

  /** Undefined for a workflow that is registered elsewhere. */
  unit(name: string): WorkflowUnit | undefined {
    return this.program.workflows.find((each) => each.name === name);
  }

  /** The App ID that a workflow names for an activity or workflow of this name; undefined for what its own app serves. */
  otherApp(unit: WorkflowUnit, called: string): string | undefined {
    return otherApp(this.program, unit, called);
  }

  /** The record that an activity returns; undefined when it answers a question. */
  outputOf(activity: string): string | undefined {
    const { output } = this.activity(activity);
    return output.kind === 'record' ? output.record : undefined;
  }

  /** Fields of one record that another one has too. */
  shared(from: string, to: string): readonly Field[] {
    const names = new Set(this.record(to).fields.map((each) => each.name));
    return this.record(from).fields.filter((each) => names.has(each.name));
  }

  field(record: string, name: string): Field | undefined {
    return this.record(record).fields.find((each) => each.name === name);
  }

  /** Fields that are merged from one record into another: the undos of a workflow are its own. */
  merged(from: string, into: string): readonly Field[] {
    const isOwn = this.keepsUndos(into);
    return this.shared(from, into).filter(({ name }) => !isOwn || name !== 'undos');
  }

  /** The type of a field by its path from a record; unknown where the program tells none. */
  typeAt(record: string, [name, ...rest]: readonly string[]): FieldType {
    const type: FieldType = this.field(record, name ?? '')?.type ?? { kind: 'unknown' };
    if (rest.length === 0) return type;
    return type.kind === 'record' ? this.typeAt(type.record, rest) : { kind: 'unknown' };
  }
}

function found<T>(thing: T | undefined, kind: string, name: string): T {
  if (thing === undefined) throw new Error(`the program has no ${kind} "${name}"`);
  return thing;
}
