import { NamePool } from '../../names/name-pool';
import type { Activity, Program, WorkflowUnit } from '../../plan/program';
import type { Task, Time } from '../../plan/statement';
import { tasksOf } from '../../plan/tasks-of';
import { everyStatement } from '../every-statement';
import type { Shape } from '../order-kind';
import { Writer } from '../writer';
import { fieldCode } from './condition-code';
import { localName } from './names';
import { quoted } from './quoted';

/** What the code of one workflow is written with. */
export class Code {
  readonly writer = new Writer('  ');
  readonly program: Program;
  readonly unit: WorkflowUnit;
  readonly shape: Shape;
  /** Helpers that the code calls, for the imports. */
  readonly uses = new Set<string>();
  /** Types that the code names besides its own data. */
  readonly types = new Set<string>();
  /** True when an event may lose a race and must be remembered. */
  readonly hasInbox: boolean;
  private readonly locals = new NamePool();

  constructor(program: Program, unit: WorkflowUnit) {
    this.program = program;
    this.unit = unit;
    this.shape = { records: program.records, data: unit.data };
    const races = everyStatement(unit.body).filter(({ kind }) => kind === 'race');
    this.hasInbox = races.flatMap(tasksOf).some(({ kind }) => kind === 'wait');
  }

  /** A helper of the project, imported where it is named. */
  use(helper: string): string {
    this.uses.add(helper);
    return helper;
  }

  /** A type of the models, imported where it is named. */
  useType(name: string): string {
    this.types.add(name);
    return name;
  }

  /** A new local variable called after something of the program. */
  local(name: string): string {
    return this.locals.take(localName(name));
  }

  activity(name: string): Activity | undefined {
    return this.program.activities.find((activity) => activity.name === name);
  }

  /** The expression that starts a task; `more` are fields besides those of the data. */
  started(task: Task, more = ''): string {
    switch (task.kind) {
      case 'call':
        return `${this.use('call')}(context, ${quoted(task.activity)}, ${this.input(task.activity, more)})`;
      case 'child': {
        const undos = this.unit.keepsUndos ? ', undos: []' : '';
        const data = more === '' && undos === '' ? 'data' : `{ ...data${more}${undos} }`;
        const isOurs = this.program.workflows.some(({ name }) => name === task.workflow);
        const { data: type } = this.unit;
        return isOurs
          ? `${this.use('child')}(context, ${quoted(task.workflow)}, ${data})`
          : `context.callChildWorkflow<${type}, ${type}>(${quoted(task.workflow)}, ${data})`;
      }
      case 'wait':
        return this.hasInbox
          ? `inbox.next(${quoted(task.event)})`
          : `${this.use('event')}(context, ${quoted(task.event)})`;
      case 'sleep':
        return `context.createTimer(${timeCode(task.time)})`;
    }
  }

  /** The fields that an activity takes. */
  input(name: string, more = ''): string {
    const activity = this.activity(name);
    const record = this.program.records.find((each) => each.name === activity?.input);
    if (record === undefined || record.name === this.unit.data) return more === '' ? 'data' : `{ ...data${more} }`;
    const own = record.fields.filter((field) => !new RegExp(`\\b${field.name}\\b`).test(more));
    return `{ ${own.map((field) => `${field.name}: data.${field.name}`).join(', ')}${own.length > 0 ? more : more.slice(1)} }`;
  }

  /** The expression for the result of a task that was started as `started`. */
  awaited(task: Task, started: string): string {
    if (task.kind === 'wait' && this.hasInbox) return `yield* inbox.take(${quoted(task.event)})`;
    return `yield* ${this.use('result')}(${started})`;
  }

  /** The assignment that merges the result of a task into the data; `given` names what a task beside others was given. */
  merged(task: Task, started: string, given?: string): string {
    const awaited = this.awaited(task, started);
    if (task.kind === 'sleep') return `${awaited};`;
    if (task.kind === 'child') return `data = ${this.childMerge(awaited, given)};${this.undone(task)}`;
    const undo =
      task.kind === 'call' && task.undo !== undefined
        ? `, undos: [...(data.undos ?? []), ${quoted(task.undo.name)}]`
        : '';
    return `data = { ...data, ...(${awaited})${undo} };`;
  }

  private childMerge(awaited: string, given: string | undefined): string {
    if (given === undefined && !this.unit.keepsUndos) return `{ ...data, ...(${awaited}) }`;
    const absorb = this.use(this.unit.keepsUndos ? 'absorbUndoable' : 'absorb');
    return `${absorb}(data, ${given ?? 'data'}, ${awaited})`;
  }

  private undone(task: Extract<Task, { kind: 'child' }>): string {
    if (task.undo === undefined) return '';
    return ` data = { ...data, undos: [...(data.undos ?? []), ${quoted(task.undo.name)}] };`;
  }
}

function timeCode(time: Time): string {
  switch (time.kind) {
    case 'after':
      return String(time.seconds);
    case 'at':
      return `new Date(${quoted(time.instant)})`;
    case 'after-field':
      return `Number(${fieldCode(time.path)} ?? 0)`;
    case 'at-field':
      return `new Date(String(${fieldCode(time.path)} ?? context.getCurrentUtcDateTime().toISOString()))`;
  }
}
