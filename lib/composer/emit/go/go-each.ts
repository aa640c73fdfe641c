import type { Each, StatementOf } from '../../plan/statement';
import { type Block, deeper, flowing } from '../typed/block';
import type { Scope } from '../typed/scope';
import type { GoPrinter } from './go-printer';
import { goPath, goTask } from './go-tasks';
import { goField } from './go-types';

/** A task for each item of a list or each number. */
export function eachItem(printer: GoPrinter, each: StatementOf<'each'>, scope: Scope): Block {
  return each.order === 'parallel' ? atOnce(printer, each, scope) : oneByOne(printer, each, scope);
}

function oneByOne(printer: GoPrinter, each: Each, scope: Scope): Block {
  const { head, setting, one } = opened(printer, each, scope);
  const task = goTask(printer, withoutUndo(each), one);
  const input = task.input === undefined ? [] : [`${task.input.name} := ${task.input.value}`];
  const lines = [...setting, ...input, ...task.finish(task.start, scope)];
  return flowing(head, ...deeper('\t', lines), '}', ...printer.remember(each.task.undo));
}

function atOnce(printer: GoPrinter, each: Each, scope: Scope): Block {
  const { head, setting, one } = opened(printer, each, scope);
  const tasks = printer.names.fresh('tasks');
  const task = goTask(printer, withoutUndo(each), one);
  const list = task.input && printer.names.fresh('inputs');
  const begun = [
    ...setting,
    ...(task.input === undefined ? [] : [`${task.input.name} := ${task.input.value}`]),
    ...(task.input === undefined || list === undefined ? [] : [`${list} = append(${list}, ${task.input.name})`]),
    `${tasks} = append(${tasks}, ${task.start})`,
  ];
  const input = task.input === undefined || list === undefined ? [] : [`${task.input.name} := ${list}[at]`];
  const index = task.input === undefined ? '_' : 'at';
  return flowing(
    `var ${tasks} []workflow.Task`,
    ...(list === undefined || task.input === undefined ? [] : [`var ${list} []${task.input.type}`]),
    head,
    ...deeper('\t', begun),
    '}',
    `for ${index}, one := range ${tasks} {`,
    ...deeper('\t', [...input, ...task.finish('one', scope)]),
    '}',
    ...printer.remember(each.task.undo),
  );
}

/** The head of the loop, and the lines that make a copy of the data with the item in them. */
function opened(printer: GoPrinter, { over, item }: Each, scope: Scope) {
  const one = printer.names.fresh('each');
  const field = `${one}.${goField(item)}`;
  const { kind } = printer.types.typeAt(printer.unit.data, [item]);
  if (over.kind === 'list') {
    const setting =
      kind === 'unknown'
        ? [`${field} = item`]
        : ['if err := convert(item, &' + field + '); err != nil {', ...deeper('\t', scope.fail('err')), '}'];
    const list = goPath(over.path, 'data');
    const isList = printer.types.typeAt(printer.unit.data, over.path).kind === 'list';
    return {
      one,
      head: `for _, item := range ${isList ? list : `itemsOf(${list})`} {`,
      setting: [`${one} := data`, ...setting],
    };
  }
  const count = over.kind === 'count' ? String(over.count) : `countOf(${goPath(over.path, 'data')})`;
  const number = 'float64(number + 1)';
  const value = kind === 'number' ? `new(${number})` : number;
  return { one, head: `for number := range ${count} {`, setting: [`${one} := data`, `${field} = ${value}`] };
}

/** An undo is kept once for all items. */
function withoutUndo({ task }: Each): Each['task'] {
  const { element } = task;
  return task.kind === 'call'
    ? { kind: 'call', element, activity: task.activity }
    : { kind: 'child', element, workflow: task.workflow };
}
