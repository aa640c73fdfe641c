import type { Each, StatementOf } from '../../plan/statement';
import { type Block, deeper, flowing } from '../typed/block';
import { inputOf } from '../typed/exception-printer';
import { type CsharpPrinter, INDENT } from './csharp-printer';
import { csharpTask, pathOf, remembering } from './csharp-tasks';
import { csharpType } from './csharp-types';

/** A task for each item of a list or each number. */
export function eachItem(printer: CsharpPrinter, each: StatementOf<'each'>): Block {
  const { head, setting, one } = opened(printer, each);
  const task = csharpTask(printer, withoutUndo(each), one);
  const remembered = remembering(printer, each.task.undo);
  if (each.order === 'sequential') {
    const lines = [...setting, ...inputOf(task), ...task.finish(task.start)];
    return flowing(head, ...deeper(INDENT, lines), '}', ...remembered);
  }
  const tasks = printer.names.fresh('tasks');
  const inputs = task.input && { ...task.input, list: printer.names.fresh('inputs') };
  return flowing(
    `var ${tasks} = new List<${task.type}>();`,
    ...(inputs === undefined ? [] : [`var ${inputs.list} = new List<${inputs.type}>();`]),
    head,
    ...deeper(INDENT, [
      ...setting,
      ...inputOf(task),
      ...(inputs === undefined ? [] : [`${inputs.list}.Add(${inputs.name});`]),
      `${tasks}.Add(${task.start});`,
    ]),
    '}',
    `for (var at = 0; at < ${tasks}.Count; at++) {`,
    ...deeper(INDENT, [
      ...(inputs === undefined ? [] : [`var ${inputs.name} = ${inputs.list}[at];`]),
      ...task.finish(`${tasks}[at]`),
    ]),
    '}',
    ...remembered,
  );
}

/** The head of the loop, and the lines that make a copy of the data with the item in them. */
function opened(printer: CsharpPrinter, { over, item }: Each) {
  const one = printer.names.fresh('each');
  const property = printer.context.names.property(printer.unit.data, item);
  const type = printer.types.typeAt(printer.unit.data, [item]);
  const setting = (value: string): readonly string[] => [`var ${one} = data with { ${property} = ${value} };`];
  if (over.kind === 'list') {
    const value = type.kind === 'unknown' ? 'item' : `Flow.Convert<${csharpType(type, printer.context.names)}>(item)`;
    const head = `foreach (var item in Flow.Items(${pathOf(printer, over.path, 'data')})) {`;
    return { one, head, setting: setting(value) };
  }
  const count = over.kind === 'count' ? String(over.count) : `Flow.Count(${pathOf(printer, over.path, 'data')})`;
  const head = `for (var number = 1; number <= ${count}; number++) {`;
  return { one, head, setting: setting('(double)number') };
}

/** An undo is kept once for all items. */
function withoutUndo({ task }: Each): Each['task'] {
  const { element } = task;
  return task.kind === 'call'
    ? { kind: 'call', element, activity: task.activity }
    : { kind: 'child', element, workflow: task.workflow };
}
