import type { Each, StatementOf } from '../../plan/statement';
import { type Block, deeper, flowing } from '../typed/block';
import { javaField } from './java-names';
import { inputOf } from '../typed/exception-printer';
import type { JavaPrinter } from './java-printer';
import { javaPath, javaTask, remembering } from './java-tasks';
import { javaType } from './java-types';

/** A task for each item of a list or each number. */
export function eachItem(printer: JavaPrinter, each: StatementOf<'each'>): Block {
  const { head, setting, one } = opened(printer, each);
  const task = javaTask(printer, withoutUndo(each), one);
  const remembered = remembering(printer, each.task.undo);
  if (each.order === 'sequential') {
    const lines = [...setting, ...inputOf(task), ...task.finish(task.start)];
    return flowing(head, ...deeper('  ', lines), '}', ...remembered);
  }
  const tasks = printer.names.fresh('tasks');
  const inputs = task.input && { ...task.input, list: printer.names.fresh('inputs') };
  return flowing(
    `var ${tasks} = new ArrayList<Task<${task.type}>>();`,
    ...(inputs === undefined ? [] : [`var ${inputs.list} = new ArrayList<${task.type}>();`]),
    head,
    ...deeper('  ', [
      ...setting,
      ...inputOf(task),
      ...(inputs === undefined ? [] : [`${inputs.list}.add(${inputs.name});`]),
      `${tasks}.add(${task.start});`,
    ]),
    '}',
    `for (int at = 0; at < ${tasks}.size(); at++) {`,
    ...deeper('  ', [
      ...(inputs === undefined ? [] : [`var ${inputs.name} = ${inputs.list}.get(at);`]),
      ...task.finish(`${tasks}.get(at)`),
    ]),
    '}',
    ...remembered,
  );
}

/** The head of the loop, and the lines that make a copy of the data with the item in them. */
function opened(printer: JavaPrinter, { over, item }: Each) {
  const one = printer.names.fresh('each');
  const field = `${one}.${javaField(item)}`;
  const type = printer.types.typeAt(printer.unit.data, [item]);
  const copy = `var ${one} = data.copy();`;
  if (over.kind === 'list') {
    const value = type.kind === 'unknown' ? 'item' : `Flow.convert(item, ${javaType(type, printer.classes)}.class)`;
    const head = `for (var item : Flow.items(${javaPath(over.path, 'data')})) {`;
    return { one, head, setting: [copy, `${field} = ${value};`] };
  }
  const count = over.kind === 'count' ? String(over.count) : `Flow.count(${javaPath(over.path, 'data')})`;
  const head = `for (int number = 1; number <= ${count}; number++) {`;
  return { one, head, setting: [copy, `${field} = (double) number;`] };
}

/** An undo is kept once for all items. */
function withoutUndo({ task }: Each): Each['task'] {
  const { element } = task;
  return task.kind === 'call'
    ? { kind: 'call', element, activity: task.activity }
    : { kind: 'child', element, workflow: task.workflow };
}
