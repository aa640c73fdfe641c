import type { Condition, Operand } from '../plan/condition';
import type { Example } from '../plan/record';

/** What a condition says of a field: a value that has its type and makes the condition true or false. */
export interface FieldHint {
  readonly path: readonly string[];
  /** Undefined when nothing is known but that the field is asked for. */
  readonly value: Example | undefined;
}

type Literal = string | number | boolean | null;

const mirrored = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const opposite = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

/** The fields of a condition with values that make it come out as wanted, as far as one field at a time can. */
export function hintsOf(condition: Condition, wanted: 'true' | 'false'): readonly FieldHint[] {
  switch (condition.kind) {
    case 'constant':
      return [];
    case 'is-true':
      return [{ path: condition.path, value: wanted === 'true' }];
    case 'not':
      return hintsOf(condition.of, wanted === 'true' ? 'false' : 'true');
    case 'and':
    case 'or':
      return condition.of.flatMap((each) => hintsOf(each, wanted));
    case 'compare': {
      const { left, right } = condition;
      const operator = wanted === 'true' ? condition.operator : opposite[condition.operator];
      if (left.kind === 'field') return [hint(left.path, operator, right), ...bare(right)];
      if (right.kind === 'field') return [hint(right.path, mirrored[operator], left)];
      return [];
    }
  }
}

function bare(operand: Operand): readonly FieldHint[] {
  return operand.kind === 'field' ? [{ path: operand.path, value: undefined }] : [];
}

function hint(path: readonly string[], operator: keyof typeof opposite, other: Operand): FieldHint {
  if (other.kind === 'field') {
    const isOrder = operator !== '=' && operator !== '!=';
    return { path, value: isOrder ? 1 : undefined };
  }
  return { path, value: valueFor(operator, other.value) };
}

function valueFor(operator: keyof typeof opposite, literal: Literal): Example | undefined {
  if (literal === null) return undefined;
  if (typeof literal === 'boolean') return operator === '!=' ? !literal : literal;
  if (typeof literal === 'string') return operator === '!=' ? `not ${literal}` : literal;
  if (operator === '>' || operator === '!=') return literal + 1;
  return operator === '<' ? literal - 1 : literal;
}
