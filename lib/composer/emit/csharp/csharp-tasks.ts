import { camelCase, wordsOf } from '../../names/words';
import type { StatementOf, Task, Time, Undo } from '../../plan/statement';
import type { PlannedTask } from '../typed/exception-printer';
import type { StatementPrinter } from '../typed/statement-printer';
import { type CsharpContext, csharpPath } from './csharp-names';
import { csharpDuration, csharpText } from './csharp-types';

/** A task whose input may have to be kept in a list. */
export interface CsharpTask extends PlannedTask {
  readonly input?: { readonly name: string; readonly value: string; readonly type: string };
}

export interface CsharpPrinting extends Pick<StatementPrinter, 'types' | 'unit' | 'names' | 'conversions'> {
  readonly context: CsharpContext;
  /** Events of which one may be waited for in vain: a wait for one of these is kept until it is taken. */
  readonly kept: ReadonlySet<string>;
}

/** What a task is in C#; `data` is the variable with the data that it starts from. */
export function csharpTask(printer: CsharpPrinting, task: Task, data = 'data'): CsharpTask {
  switch (task.kind) {
    case 'sleep':
      return {
        start: `context.CreateTimer(${timeOf(printer, task.time, data)})`,
        type: 'Task',
        name: 'timer',
        finish: (expression) => [`await ${expression};`],
      };
    case 'call':
      return callTask(printer, task.activity, { undo: task.undo, data });
    case 'child':
      return childTask(printer, task.workflow, { undo: task.undo, data });
    case 'wait':
      return waitTask(printer, task);
  }
}

/** Undoes what an undo names, without keeping that it can be undone. */
export function undoTask(printer: CsharpPrinting, { kind, name }: Undo): CsharpTask {
  const from = { undo: undefined, data: 'data' };
  return kind === 'call' ? callTask(printer, name, from) : childTask(printer, name, from);
}

interface From {
  readonly undo: Undo | undefined;
  readonly data: string;
}

function waitTask(printer: CsharpPrinting, { event }: StatementOf<'wait'>): CsharpTask {
  const { payload } = printer.types.event(event);
  const type = printer.context.names.model(payload);
  const isKept = printer.kept.has(event);
  const ask = isKept ? 'events.Next' : 'context.WaitForExternalEventAsync';
  return {
    start: `${ask}<${type}?>(${csharpText(event)})`,
    type: `Task<${type}?>`,
    name: variableFor(event),
    finish: (expression) => [
      ...merging(printer, payload, expression),
      ...(isKept ? [`events.Taken(${csharpText(event)});`] : []),
    ],
  };
}

function callTask(printer: CsharpPrinting, activity: string, { undo, data }: From): CsharpTask {
  const { input } = printer.types.activity(activity);
  const output = printer.types.outputOf(activity) ?? printer.unit.data;
  const type = printer.context.names.model(output);
  return {
    start: `context.CallActivityAsync<${type}?>(${csharpText(activity)}, ${converted(printer, input, data)}${elsewhere(printer, activity)})`,
    type: `Task<${type}?>`,
    name: variableFor(activity),
    finish: (expression) => [...merging(printer, output, expression), ...remembering(printer, undo)],
  };
}

function childTask(printer: CsharpPrinting, workflow: string, { undo, data }: From): CsharpTask {
  const child = printer.types.unit(workflow);
  const record = child?.data ?? printer.unit.data;
  const type = printer.context.names.model(record);
  const name = variableFor(workflow);
  const input = printer.names.fresh(`${name}Input`);
  const value = converted(printer, record, data);
  const isKept = child?.keepsUndos === true && printer.unit.keepsUndos;
  printer.conversions.mergesChanges(record, printer.unit.data);
  return {
    input: { name: input, type, value: child?.keepsUndos === true ? `${value} with { Undos = [] }` : value },
    start: `context.CallChildWorkflowAsync<${type}?>(${csharpText(workflow)}, ${input}${elsewhere(printer, workflow, 'Child')})`,
    type: `Task<${type}?>`,
    name,
    finish: (expression) => {
      const result = printer.names.fresh(`${name}Result`);
      return [
        `var ${result} = await ${expression};`,
        `data = data.MergeChanges(${input}, ${result});`,
        ...(isKept ? [`data = data.Remember(${result}?.Undos);`] : []),
        ...remembering(printer, undo),
      ];
    },
  };
}

/** One more argument where another app serves what is called. */
export function elsewhere({ types, unit }: Pick<CsharpPrinting, 'types' | 'unit'>, called: string, kind = ''): string {
  const app = types.otherApp(unit, called);
  return app === undefined ? '' : `, new ${kind}WorkflowTaskOptions(TargetAppId: ${csharpText(app)})`;
}

function merging(printer: CsharpPrinting, from: string, expression: string): readonly string[] {
  const into = printer.unit.data;
  if (printer.types.merged(from, into).length === 0) return [`await ${expression};`];
  printer.conversions.merges(from, into);
  return [`data = data.Merge(await ${expression});`];
}

/** The data as another record. */
export function converted(printer: CsharpPrinting, to: string, data: string): string {
  const from = printer.unit.data;
  if (from === to) return data;
  printer.conversions.converts(from, to);
  return `${printer.context.names.model(to)}.From(${data})`;
}

export function remembering({ unit }: Pick<CsharpPrinting, 'unit'>, undo: Undo | undefined): readonly string[] {
  if (undo === undefined || !unit.keepsUndos) return [];
  return [`data = data.Remember([${csharpText(undo.name)}]);`];
}

/** The argument of a timer. */
export function timeOf(printer: CsharpPrinting, time: Time, data: string): string {
  switch (time.kind) {
    case 'after':
      return csharpDuration(time.seconds);
    case 'at':
      return `Flow.Until(context, ${csharpText(time.instant)})`;
    case 'after-field':
      return `Flow.Seconds(${pathOf(printer, time.path, data)})`;
    case 'at-field':
      return `Flow.Until(context, ${pathOf(printer, time.path, data)})`;
  }
}

export function pathOf(printer: CsharpPrinting, path: readonly string[], data: string): string {
  return csharpPath(path, { data, record: printer.unit.data, ...printer.context });
}

function variableFor(name: string): string {
  return camelCase(wordsOf(name));
}
