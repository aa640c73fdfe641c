import type { Condition, Operand } from '../../plan/condition';
import type { FieldType, RecordType } from '../../plan/record';
import { kindAt } from '../kind-at';
import { quoted } from './quoted';

/** Records by name, and the name of the one that `data` is. */
export interface Shape {
  readonly records: readonly RecordType[];
  readonly data: string;
}

/** A condition over `data` as an expression. */
export function conditionCode(shape: Shape, condition: Condition): string {
  switch (condition.kind) {
    case 'constant':
      return String(condition.value);
    case 'is-true':
      return `${comparable(shape, condition.path, 'truth')} === true`;
    case 'not':
      return notCode(shape, condition.of);
    case 'and':
    case 'or': {
      const sign = condition.kind === 'and' ? ' && ' : ' || ';
      return condition.of.map((each) => inParentheses(shape, each)).join(sign);
    }
    case 'compare':
      return comparison(shape, condition);
  }
}

function notCode(shape: Shape, condition: Condition): string {
  if (condition.kind === 'is-true') return `${comparable(shape, condition.path, 'truth')} !== true`;
  if (condition.kind === 'not') return conditionCode(shape, condition.of);
  if (condition.kind === 'compare' && condition.operator === '=') {
    return conditionCode(shape, { ...condition, operator: '!=' });
  }
  if (condition.kind === 'compare' && condition.operator === '!=') {
    return conditionCode(shape, { ...condition, operator: '=' });
  }
  return `!(${conditionCode(shape, condition)})`;
}

/** A field of the data, whether its parents are there or not. */
export function fieldCode(path: readonly string[]): string {
  return `data.${path.join('?.')}`;
}

function inParentheses(shape: Shape, condition: Condition): string {
  const code = conditionCode(shape, condition);
  return condition.kind === 'and' || condition.kind === 'or' ? `(${code})` : code;
}

function comparison(shape: Shape, { operator, left, right }: Extract<Condition, { kind: 'compare' }>): string {
  if (operator !== '=' && operator !== '!=') return `${ordered(shape, left)} ${operator} ${ordered(shape, right)}`;
  const sign = operator === '=' ? '===' : '!==';
  return `${equal(shape, left, right)} ${sign} ${equal(shape, right, left)}`;
}

function equal(shape: Shape, operand: Operand, other: Operand): string {
  if (operand.kind === 'literal') return literal(operand.value);
  if (other.kind === 'field') return `(${fieldCode(operand.path)} as unknown)`;
  if (other.value === null) return `(${fieldCode(operand.path)} ?? null)`;
  const kinds = { string: 'text', number: 'number', boolean: 'truth' } as const;
  return comparable(shape, operand.path, kinds[typeof other.value as keyof typeof kinds]);
}

/** A field in a comparison with a value of some type: TypeScript refuses to compare what cannot be equal. */
function comparable(shape: Shape, path: readonly string[], kind: FieldType['kind']): string {
  const found = kindAt(shape.records, shape.data, path);
  return found === kind || found === 'unknown' ? fieldCode(path) : `(${fieldCode(path)} as unknown)`;
}

/** A missing number is NaN, which is neither less nor more than anything. */
function ordered(shape: Shape, operand: Operand): string {
  if (operand.kind === 'literal') return literal(operand.value);
  const kind = kindAt(shape.records, shape.data, operand.path);
  if (kind === 'number') return `(${fieldCode(operand.path)} ?? NaN)`;
  return kind === 'text' ? `(${fieldCode(operand.path)} ?? NaN)` : `Number(${fieldCode(operand.path)} ?? NaN)`;
}

function literal(value: string | number | boolean | null): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}
