import { camelCase, wordsOf } from '../../names/words';
import type { StatementOf, Task, Time, Undo } from '../../plan/statement';
import type { PlannedTask } from '../typed/exception-printer';
import type { StatementPrinter } from '../typed/statement-printer';
import type { JavaContext } from './java-names';
import { javaField } from './java-names';
import { javaDuration, javaText } from './java-types';

export interface JavaPrinting extends Pick<StatementPrinter, 'types' | 'unit' | 'names' | 'conversions'> {
  readonly classes: JavaContext['names'];
  /** Events of which one may be waited for in vain: a wait for one of these is kept until it is taken. */
  readonly kept: ReadonlySet<string>;
}

/** What a task is in Java; `data` is the variable with the data that it starts from. */
export function javaTask(printer: JavaPrinting, task: Task, data = 'data'): PlannedTask {
  switch (task.kind) {
    case 'call':
      return callTask(printer, task.activity, { undo: task.undo, data });
    case 'child':
      return childTask(printer, task.workflow, { undo: task.undo, data });
    case 'wait':
      return waitTask(printer, task);
    case 'sleep':
      return {
        start: `ctx.createTimer(${timeOf(task.time, data)})`,
        type: 'Void',
        name: 'timer',
        finish: (expression) => [`${expression}.await();`],
      };
  }
}

/** Undoes what an undo names, without keeping that it can be undone. */
export function undoTask(printer: JavaPrinting, { kind, name }: Undo): PlannedTask {
  const from = { undo: undefined, data: 'data' };
  return kind === 'call' ? callTask(printer, name, from) : childTask(printer, name, from);
}

interface From {
  readonly undo: Undo | undefined;
  readonly data: string;
}

function waitTask(printer: JavaPrinting, { event }: StatementOf<'wait'>): PlannedTask {
  const { payload } = printer.types.event(event);
  const type = printer.classes.model(payload);
  const isKept = printer.kept.has(event);
  const ask = isKept ? 'events.next' : 'ctx.waitForExternalEvent';
  return {
    start: `${ask}(${javaText(event)}, ${type}.class)`,
    type,
    name: variableFor(event),
    finish: (expression) => [
      ...merging(printer, payload, `${expression}.await()`),
      ...(isKept ? [`events.taken(${javaText(event)});`] : []),
    ],
  };
}

function callTask(printer: JavaPrinting, activity: string, { undo, data }: From): PlannedTask {
  const { input } = printer.types.activity(activity);
  const output = printer.types.outputOf(activity) ?? printer.unit.data;
  const type = printer.classes.model(output);
  return {
    start: `ctx.callActivity(${javaText(activity)}, ${converted(printer, input, data)}${elsewhere(printer, activity)}, ${type}.class)`,
    type,
    name: variableFor(activity),
    finish: (expression) => [...merging(printer, output, `${expression}.await()`), ...remembering(printer, undo)],
  };
}

function childTask(printer: JavaPrinting, workflow: string, { undo, data }: From): PlannedTask {
  const child = printer.types.unit(workflow);
  const record = child?.data ?? printer.unit.data;
  const type = printer.classes.model(record);
  const name = variableFor(workflow);
  const input = printer.names.fresh(`${name}Input`);
  const value = record === printer.unit.data ? `${data}.copy()` : converted(printer, record, data);
  const app = elsewhere(printer, workflow);
  const isKept = child?.keepsUndos === true && printer.unit.keepsUndos;
  printer.conversions.mergesChanges(record, printer.unit.data);
  return {
    input: { name: input, value: child?.keepsUndos === true ? `${value}.undos(List.of())` : value },
    start: `ctx.callChildWorkflow(${javaText(workflow)}, ${input}${app === '' ? '' : `, null${app}`}, ${type}.class)`,
    type,
    name,
    finish: (expression) => {
      const result = printer.names.fresh(`${name}Result`);
      return [
        `var ${result} = ${expression}.await();`,
        `data.mergeChanges(${input}, ${result});`,
        ...(isKept ? [`data.remember(${result} == null ? null : ${result}.undos);`] : []),
        ...remembering(printer, undo),
      ];
    },
  };
}

/** One more argument where another app serves what is called. */
export function elsewhere({ types, unit }: Pick<JavaPrinting, 'types' | 'unit'>, called: string): string {
  const app = types.otherApp(unit, called);
  return app === undefined ? '' : `, new WorkflowTaskOptions(${javaText(app)})`;
}

/** Lines that merge what an expression returns, where the data have a field for any of it. */
function merging(printer: JavaPrinting, from: string, expression: string): readonly string[] {
  const into = printer.unit.data;
  if (printer.types.merged(from, into).length === 0) return [`${expression};`];
  printer.conversions.merges(from, into);
  return [`data.merge(${expression});`];
}

/** The data as another record. */
export function converted(printer: JavaPrinting, to: string, data: string): string {
  const from = printer.unit.data;
  if (from === to) return data;
  printer.conversions.converts(from, to);
  return `${printer.classes.model(to)}.from(${data})`;
}

export function remembering({ unit }: Pick<JavaPrinting, 'unit'>, undo: Undo | undefined): readonly string[] {
  if (undo === undefined || !unit.keepsUndos) return [];
  return [`data.remember(List.of(${javaText(undo.name)}));`];
}

/** The argument of a timer. */
export function timeOf(time: Time, data: string): string {
  switch (time.kind) {
    case 'after':
      return javaDuration(time.seconds);
    case 'at':
      return `Flow.until(ctx, ${javaText(time.instant)})`;
    case 'after-field':
      return `Flow.seconds(${javaPath(time.path, data)})`;
    case 'at-field':
      return `Flow.until(ctx, ${javaPath(time.path, data)})`;
  }
}

/** A field that may be absent, also when what it lies in is. */
export function javaPath(path: readonly string[], data: string): string {
  const places = path.map((_, at) => [data, ...path.slice(0, at + 1).map(javaField)].join('.'));
  const last = places.at(-1) ?? data;
  const parents = places.slice(0, -1).map((place) => `${place} == null`);
  return parents.length === 0 ? last : `${parents.join(' || ')} ? null : ${last}`;
}

function variableFor(name: string): string {
  return camelCase(wordsOf(name));
}
