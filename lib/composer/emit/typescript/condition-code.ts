import type { Condition, Operand } from '../../plan/condition';
import type { FieldType } from '../../plan/record';
import { constantIn, deciding } from '../deciding';
import { kindAt } from '../kind-at';
import { orderKind, type Shape } from '../order-kind';
import { quoted } from './quoted';

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
      const parts = condition.of.map((each) => inParentheses(shape, each));
      return deciding(parts, condition.kind, constantIn('true', 'false')).join(sign);
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
  if (operator !== '=' && operator !== '!=') {
    const kind = orderKind(shape, left, right);
    if (kind === undefined) return 'false';
    return [left, right].map((operand) => ordered(shape, operand, kind)).join(` ${operator} `);
  }
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

/** What is missing is NaN, which is neither less nor more than anything. */
function ordered(shape: Shape, operand: Operand, kind: 'text' | 'number'): string {
  if (operand.kind === 'literal') return literal(operand.value);
  const field = fieldCode(operand.path);
  if (kindAt(shape.records, shape.data, operand.path) === kind) return `(${field} ?? NaN)`;
  return kind === 'number' ? `Number(${field} ?? NaN)` : `((${field} as string | undefined) ?? NaN)`;
}

function literal(value: string | number | boolean | null): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}
