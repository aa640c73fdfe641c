import { NamePool } from '../../names/name-pool';
import { otherApp } from '../../plan/apps';
import type { Condition } from '../../plan/condition';
import type { Program, WorkflowUnit } from '../../plan/program';
import type { Task, Time } from '../../plan/statement';
import { tasksOf } from '../../plan/tasks-of';
import { everyStatement } from '../every-statement';
import { titleOf } from '../task-title';
import { conditionCode, conditionParts, fieldCode, type Terms } from './condition-code';
import { callLines, LINE, text } from './literal';
import { localName } from './names';

/** Lines of Python, indented by four, and what they need. */
export class Code {
  readonly lines: string[] = [];
  readonly program: Program;
  readonly unit: WorkflowUnit;
  readonly uses = new Set<string>();
  /** Names of the SDK and of the standard library that are imported. */
  readonly imports = new Set<string>();
  readonly hasInbox: boolean;
  private depth = 1;
  private readonly locals = new NamePool();

  constructor(program: Program, unit: WorkflowUnit) {
    this.program = program;
    this.unit = unit;
    const races = everyStatement(unit.body).filter(({ kind }) => kind === 'race');
    this.hasInbox = races.flatMap(tasksOf).some(({ kind }) => kind === 'wait');
  }

  use(helper: string): string {
    this.uses.add(helper);
    return helper;
  }

  /** A name of the SDK or standard library. */
  import(name: string): string {
    this.imports.add(name);
    return name;
  }

  local(name: string): string {
    return this.locals.take(localName(name));
  }

  line(...lines: readonly string[]): void {
    for (const line of lines) this.lines.push('    '.repeat(this.depth) + line);
  }

  /** A block; one without statements passes. */
  block(open: string | readonly string[], inside: () => void): void {
    this.line(...(typeof open === 'string' ? [open] : open));
    this.depth += 1;
    const before = this.lines.length;
    inside();
    if (this.lines.length === before) this.line('pass');
    this.depth -= 1;
  }

  call(before: string, parts: readonly string[], after = ''): void {
    this.line(...callLines(before, parts, { depth: this.depth, after }));
  }

  /** True when a line is short enough here. */
  fits(line: string): boolean {
    return this.depth * 4 + line.length <= LINE;
  }

  /** Lines of a list, broken where it is too long. */
  list(before: string, parts: readonly string[]): readonly string[] {
    const line = `${before}[${parts.join(', ')}]`;
    if (this.fits(line)) return [line];
    return [`${before}[`, ...parts.map((part) => `    ${part},`), ']'];
  }

  /** `if` and the like with a condition of the data. */
  test(word: string, condition: Condition): readonly string[] {
    const line = `${word} ${conditionCode(this.terms(), condition)}:`;
    if (this.depth * 4 + line.length <= LINE) return [line];
    return [`${word} (`, ...conditionParts(this.terms(), condition).map((part) => `    ${part}`), '):'];
  }

  condition(condition: Condition): string {
    return conditionCode(this.terms(), condition);
  }

  /** Starts a task in a new variable and answers its name; `more` are fields besides those of the data. */
  start(task: Task, options: { readonly more?: string; readonly name?: string } = {}): string {
    const name = options.name ?? this.local(titleOf(task));
    const { before, parts } = this.started(task, options.more);
    this.call(`${name} = ${before}`, parts);
    return name;
  }

  /** True for an event that the inbox keeps until it is taken, so that no variable does. */
  remembers(task: Task): boolean {
    return task.kind === 'wait' && this.hasInbox;
  }

  /** The call that starts a task. */
  started(task: Task, more = ''): { readonly before: string; readonly parts: readonly string[] } {
    switch (task.kind) {
      case 'call':
        return {
          before: 'ctx.call_activity',
          parts: [text(task.activity), `input=${this.input(task.activity, more)}`, ...this.app(task.activity)],
        };
      case 'child': {
        const undos = this.unit.keepsUndos ? ', "undos": []' : '';
        const data = more === '' && undos === '' ? 'data' : `{**data${more}${undos}}`;
        const parts = [text(task.workflow), `input=${data}`, ...this.app(task.workflow)];
        return { before: 'ctx.call_child_workflow', parts };
      }
      case 'wait':
        return { before: this.hasInbox ? 'inbox.next' : 'ctx.wait_for_external_event', parts: [text(task.event)] };
      case 'sleep':
        return { before: 'ctx.create_timer', parts: [this.time(task.time)] };
    }
  }

  /** Waits for a task that stands in a variable and merges its result; `given` is what a task beside others was given. */
  merge(task: Task, name: string, given?: string): void {
    if (task.kind === 'sleep') return this.line(`yield ${name}`);
    const awaited =
      this.remembers(task) && task.kind === 'wait' ? `yield from inbox.take(${text(task.event)})` : `yield ${name}`;
    const isChild = task.kind === 'child' && (given !== undefined || this.unit.keepsUndos);
    const absorb = this.unit.keepsUndos ? 'absorb_undoable' : 'absorb';
    if (isChild) this.call(`data = ${this.use(absorb)}`, ['data', given ?? 'data', `(${awaited})`]);
    else this.call(`data = ${this.use('merged')}`, ['data', `(${awaited})`]);
    if ((task.kind === 'call' || task.kind === 'child') && task.undo !== undefined) this.noteUndo(task.undo.name);
  }

  noteUndo(name: string): void {
    this.line(`data["undos"] = [*data.get("undos", []), ${text(name)}]`);
  }

  /** Names the app of an activity or workflow that another one serves. */
  app(called: string): readonly string[] {
    const app = otherApp(this.program, this.unit, called);
    return app === undefined ? [] : [`app_id=${text(app)}`];
  }

  /** The fields that an activity takes. */
  input(name: string, more = ''): string {
    const activity = this.program.activities.find((each) => each.name === name);
    const record = this.program.records.find((each) => each.name === activity?.input);
    if (record === undefined || record.name === this.unit.data) return more === '' ? 'data' : `{**data${more}}`;
    const own = record.fields.filter((field) => !more.includes(`"${field.name}":`));
    const members = own.map((field) => `"${field.name}": data.get("${field.name}")`);
    return `{${[...members, ...(more === '' ? [] : [more.slice(2)])].join(', ')}}`;
  }

  private time(time: Time): string {
    switch (time.kind) {
      case 'after':
        return `${this.import('timedelta')}(seconds=${time.seconds})`;
      case 'at':
        return `${this.use('instant')}(${text(time.instant)})`;
      case 'after-field':
        return `${this.import('timedelta')}(seconds=${fieldCode(time.path)} or 0)`;
      case 'at-field':
        return `${this.use('instant')}(${fieldCode(time.path)}, ctx)`;
    }
  }

  private terms(): Terms {
    return { records: this.program.records, data: this.unit.data, use: (helper) => this.use(helper) };
  }
}
