import type { StatementOf } from '../../plan/statement';
import { type Block, deeper, flowing } from '../typed/block';
import { inSwitch, type Scope } from '../typed/scope';
import { type GoPrinter, inputOf } from './go-printer';
import { undoTask } from './go-tasks';
import { goText } from './go-types';

/** Undoes what was done, last first. */
export function compensating(printer: GoPrinter, { of }: StatementOf<'compensate'>, scope: Scope): Block {
  const { unit, names } = printer;
  const undos = unit.undos.filter(({ name }) => of === undefined || name === of);
  if (!unit.keepsUndos || undos.length === 0) return flowing();
  const list = names.fresh('undos');
  const cases = undos.flatMap((undo) => {
    const task = undoTask(printer, undo);
    const lines = [...inputOf(task), ...task.finish(task.start, inSwitch(scope))];
    return [`case ${goText(undo.name)}:`, ...deeper('\t', lines)];
  });
  const kept =
    of === undefined
      ? '[]string{}'
      : `slices.DeleteFunc(slices.Clone(${list}), func(undo string) bool { return undo == ${goText(of)} })`;
  return flowing(
    `${list} := data.Undos`,
    `data.Undos = ${kept}`,
    `for _, undo := range slices.Backward(${list}) {`,
    '\tswitch undo {',
    ...deeper('\t', cases),
    '\t}',
    '}',
  );
}
