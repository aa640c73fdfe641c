import type { Operand } from '../plan/condition';
import type { RecordType } from '../plan/record';
import { kindAt } from './kind-at';

/** Records by name, and the name of the one that `data` is. */
export interface Shape {
  readonly records: readonly RecordType[];
  readonly data: string;
}

/** As what `<` and its like compare two operands; undefined where their types say that they are never in order. */
export function orderKind(shape: Shape, ...operands: readonly [Operand, Operand]): 'text' | 'number' | undefined {
  const known = operands.map((operand) => kindOf(shape, operand)).filter((kind) => kind !== 'unknown');
  if (known.every((kind) => kind === 'number')) return 'number';
  return known.every((kind) => kind === 'text') ? 'text' : undefined;
}

function kindOf({ records, data }: Shape, operand: Operand): string {
  if (operand.kind === 'field') return kindAt(records, data, operand.path);
  return typeof operand.value === 'string' ? 'text' : typeof operand.value;
}
