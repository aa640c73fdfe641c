import { camelCase, wordsOf } from '../../names/words';
import type { Task, Time, Undo } from '../../plan/statement';
import type { Scope } from '../typed/scope';
import type { StatementPrinter } from '../typed/statement-printer';
import { goDuration, goField, goText } from './go-types';

/** A task that is started in one place and awaited in another. */
export interface GoTask {
  /** A variable that must hold its input before it starts. */
  readonly input?: { readonly name: string; readonly type: string; readonly value: string };
  /** The expression that starts it. */
  readonly start: string;
  /** Name for a variable that holds it. */
  readonly name: string;
  /** Waits for the task that an expression stands for and merges its result. */
  readonly finish: (task: string, scope: Scope) => readonly string[];
}

type Printer = Pick<StatementPrinter, 'types' | 'unit' | 'names' | 'conversions'>;

/** What a task is in Go; `data` is the variable with the data that it starts from. */
export function goTask(printer: Printer, task: Task, data = 'data'): GoTask {
  switch (task.kind) {
    case 'call':
      return callTask(printer, task.activity, { undo: task.undo, data });
    case 'child':
      return childTask(printer, task.workflow, { undo: task.undo, data });
    case 'wait': {
      const { payload } = printer.types.event(task.event);
      const name = variableFor(task.event);
      return {
        start: `ctx.WaitForExternalEvent(${goText(task.event)}, forever)`,
        name,
        finish: (expression, scope) =>
          finishing(printer, { record: payload, name: `${name}Payload`, expression }, scope),
      };
    }
    case 'sleep':
      return {
        start: goTimer(task.time, data),
        name: 'timer',
        finish: (expression, scope) => check(`${expression}.Await(nil)`, scope),
      };
  }
}

/** Undoes what an undo names, without keeping that it can be undone. */
export function undoTask(printer: Printer, { kind, name }: Undo): GoTask {
  const from = { undo: undefined, data: 'data' };
  return kind === 'call' ? callTask(printer, name, from) : childTask(printer, name, from);
}

interface From {
  readonly undo: Undo | undefined;
  readonly data: string;
}

function callTask(printer: Printer, activity: string, { undo, data }: From): GoTask {
  const { input } = printer.types.activity(activity);
  const output = printer.types.outputOf(activity);
  return {
    start: activityCall(printer, activity, converted(printer, input, data)),
    name: variableFor(activity),
    finish: (expression, scope) => [
      ...finishing(printer, { record: output, name: `${variableFor(activity)}Result`, expression }, scope),
      ...remembering(printer, undo),
    ],
  };
}

/** The call of an activity with an input. */
export function activityCall(printer: Printer, activity: string, input: string): string {
  const app = elsewhere(printer, activity, 'workflow.WithActivityAppID');
  return `ctx.CallActivity(${goText(activity)}, workflow.WithActivityInput(${input})${app})`;
}

/** One more argument where another app serves what is called. */
function elsewhere({ types, unit }: Printer, called: string, option: string): string {
  const app = types.otherApp(unit, called);
  return app === undefined ? '' : `, ${option}(${goText(app)})`;
}

function childTask(printer: Printer, workflow: string, { undo, data }: From): GoTask {
  const child = printer.types.unit(workflow);
  const type = child?.data ?? printer.unit.data;
  const name = variableFor(workflow);
  const input = printer.names.fresh(`${name}Input`);
  const app = elsewhere(printer, workflow, 'workflow.WithChildWorkflowAppID');
  const isKept = child?.keepsUndos === true && printer.unit.keepsUndos;
  const value = converted(printer, type, data);
  printer.conversions.mergesChanges(type, printer.unit.data);
  return {
    input: { name: input, type, value: child?.keepsUndos === true ? `${value}.withoutUndos()` : value },
    start: `ctx.CallChildWorkflow(${goText(workflow)}, workflow.WithChildWorkflowInput(${input})${app})`,
    name,
    finish: (expression, scope) => {
      const result = printer.names.fresh(`${name}Result`);
      return [
        `var ${result} ${type}`,
        ...check(`${expression}.Await(&${result})`, scope),
        `data.mergeChanges${type === printer.unit.data ? '' : `Of${type}`}(${input}, ${result})`,
        ...(isKept ? [`data.Undos = append(data.Undos, ${result}.Undos...)`] : []),
        ...remembering(printer, undo),
      ];
    },
  };
}

/** Lines that go on only when the expression is no error. */
export function check(expression: string, scope: Scope): readonly string[] {
  return [`if err := ${expression}; err != nil {`, ...scope.fail('err').map((line) => `\t${line}`), '}'];
}

interface Awaited {
  /** The record that it brings; undefined for none. */
  readonly record: string | undefined;
  readonly name: string;
  readonly expression: string;
}

/** Waits and merges what comes, where the data have a field for any of it. */
function finishing(printer: Printer, { record, name, expression }: Awaited, scope: Scope): readonly string[] {
  const into = printer.unit.data;
  if (record === undefined || printer.types.merged(record, into).length === 0) {
    return check(`${expression}.Await(nil)`, scope);
  }
  const variable = printer.names.fresh(name);
  return [
    `var ${variable} ${record}`,
    ...check(`${expression}.Await(&${variable})`, scope),
    ...merging(printer, record, variable),
  ];
}

/** Merges what a variable holds into the data. */
export function merging(printer: Printer, from: string, variable: string): readonly string[] {
  const into = printer.unit.data;
  printer.conversions.merges(from, into);
  return [`data.${from === into ? 'merge' : `merge${from}`}(${variable})`];
}

/** The data as another record. */
export function converted(printer: Printer, to: string, data: string): string {
  const from = printer.unit.data;
  if (from === to) return data;
  printer.conversions.converts(from, to);
  return `${data}.to${to}()`;
}

export function remembering({ unit }: Pick<Printer, 'unit'>, undo: Undo | undefined): readonly string[] {
  if (undo === undefined || !unit.keepsUndos) return [];
  return [`data.Undos = append(data.Undos, ${goText(undo.name)})`];
}

function goTimer(time: Time, data: string): string {
  switch (time.kind) {
    case 'after':
      return `ctx.CreateTimer(${spaced(goDuration(time.seconds))})`;
    case 'at':
      return `timerAt(ctx, ${goText(time.instant)})`;
    case 'after-field':
      return `timerAfter(ctx, ${goPath(time.path, data)})`;
    case 'at-field':
      return `timerAt(ctx, ${goPath(time.path, data)})`;
  }
}

/** A field that may be absent, also when what it lies in is. */
export function goPath([first = '', ...rest]: readonly string[], data: string): string {
  return [`${data}.${goField(first)}`, ...rest.map((name) => `get${goField(name)}()`)].join('.');
}

export function variableFor(name: string): string {
  return camelCase(wordsOf(name));
}

/** `gofmt` sets spaces around the operator of an argument that stands alone. */
export function spaced(duration: string): string {
  return duration.replace('*', ' * ');
}
