import type { Condition, Operand } from '../../plan/condition';
import { constantIn, deciding } from '../deciding';
import { orderKind, type Shape } from '../order-kind';
import { literal } from './literal';

/** What conditions are written with: the records, and the helpers that are called. */
export interface Terms extends Shape {
  readonly use: (helper: string) => string;
}

/** A condition over `data` as an expression. */
export function conditionCode(terms: Terms, condition: Condition): string {
  switch (condition.kind) {
    case 'constant':
      return literal(condition.value);
    case 'is-true':
      return `${fieldCode(condition.path)} is True`;
    case 'not':
      return notCode(terms, condition.of);
    case 'and':
    case 'or':
      return partsOf(terms, condition).join(` ${condition.kind} `);
    case 'compare':
      return comparison(terms, condition);
  }
}

/** The parts of a condition that is too long for a line, as Black puts them below each other. */
export function conditionParts(terms: Terms, condition: Condition): readonly string[] {
  if (condition.kind !== 'and' && condition.kind !== 'or') return [conditionCode(terms, condition)];
  return partsOf(terms, condition).map((part, at) => `${at === 0 ? '' : `${condition.kind} `}${part}`);
}

function partsOf(terms: Terms, { of, kind }: Extract<Condition, { kind: 'and' | 'or' }>): readonly string[] {
  const parts = of.map((each) => inParentheses(terms, each));
  return deciding(parts, kind, constantIn('True', 'False'));
}

/** A field of the data; None where it is missing. */
export function fieldCode(path: readonly string[]): string {
  const [first = '', ...rest] = path;
  return rest.reduce((code, part) => `(${code} or {}).get("${part}")`, `data.get("${first}")`);
}

function notCode(terms: Terms, condition: Condition): string {
  if (condition.kind === 'is-true') return `${fieldCode(condition.path)} is not True`;
  if (condition.kind === 'not') return conditionCode(terms, condition.of);
  if (condition.kind === 'compare' && condition.operator === '=') {
    return comparison(terms, { ...condition, operator: '!=' });
  }
  if (condition.kind === 'compare' && condition.operator === '!=') {
    return comparison(terms, { ...condition, operator: '=' });
  }
  return `not ${condition.kind === 'constant' ? conditionCode(terms, condition) : `(${conditionCode(terms, condition)})`}`;
}

function inParentheses(terms: Terms, condition: Condition): string {
  const code = conditionCode(terms, condition);
  return condition.kind === 'and' || condition.kind === 'or' ? `(${code})` : code;
}

function comparison(terms: Terms, { operator, left, right }: Extract<Condition, { kind: 'compare' }>): string {
  if (operator !== '=' && operator !== '!=') {
    return inOrder(terms, operator, [left, right]);
  }
  const isEqual = operator === '=';
  const [one, other] = left.kind === 'literal' ? [right, left] : [left, right];
  const isIdentity = other.kind === 'literal' && (other.value === null || typeof other.value === 'boolean');
  const [equal, different] = isIdentity ? ['is', 'is not'] : ['==', '!='];
  return `${operandCode(one)} ${isEqual ? equal : different} ${operandCode(other)}`;
}

function operandCode(operand: Operand): string {
  return operand.kind === 'literal' ? literal(operand.value) : fieldCode(operand.path);
}

/** A missing number is nan, which is neither less nor more than anything; a missing text is asked for before. */
function inOrder(terms: Terms, operator: string, operands: readonly [Operand, Operand]): string {
  const kind = orderKind(terms, ...operands);
  if (kind === undefined) return 'False';
  const fields = operands.flatMap((each) => (each.kind === 'field' ? [`${fieldCode(each.path)} is not None`] : []));
  const values = operands.map((each) =>
    each.kind === 'field' && kind === 'number' ? `${terms.use('number')}(${fieldCode(each.path)})` : operandCode(each),
  );
  return [...(kind === 'text' ? fields : []), values.join(` ${operator} `)].join(' and ');
}
