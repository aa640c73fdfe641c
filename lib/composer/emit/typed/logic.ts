import type { Comparison, Condition, Operand } from '../../plan/condition';
import { constantIn, deciding } from '../deciding';

type Literal = string | number | boolean | null;

/** An expression with the loosest operator in it that parentheses would have to protect. */
export interface Expression {
  readonly text: string;
  readonly binds: 'tightly' | 'and' | 'or';
}

/** How a language says what a condition is made of. */
export interface Logic {
  isTrue(path: readonly string[]): Expression;
  isAbsent(path: readonly string[]): Expression;
  isPresent(path: readonly string[]): Expression;
  /** Of a field and a literal other than null. */
  compares(path: readonly string[], operator: Comparison, literal: string | number | boolean): Expression;
  comparesFields(left: readonly string[], operator: Comparison, right: readonly string[]): Expression;
  readonly not: (text: string) => string;
}

const mirrored = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** A condition in the words of a language with `&&` and `||`. */
export function expressionOf(condition: Condition, logic: Logic): Expression {
  switch (condition.kind) {
    case 'constant':
      return { text: String(condition.value), binds: 'tightly' };
    case 'is-true':
      return logic.isTrue(condition.path);
    case 'not': {
      const { text, binds } = expressionOf(condition.of, logic);
      const isPlain = binds === 'tightly' && /^[\w.()]+$/.test(text);
      return { text: logic.not(isPlain ? text : `(${text})`), binds: 'tightly' };
    }
    case 'and':
    case 'or':
      return chained(
        condition.of.map((each) => expressionOf(each, logic)),
        condition.kind,
      );
    case 'compare':
      return comparison(condition.left, condition.operator, { right: condition.right, logic });
  }
}

const constantOf = constantIn('true', 'false');

/** Expressions joined by `&&` or `||`; a compiler may refuse one that is always the same. */
export function chained(all: readonly Expression[], kind: 'and' | 'or'): Expression {
  const parts = deciding(all, kind, ({ text }) => constantOf(text));
  const [first] = parts;
  if (first === undefined) return { text: String(kind === 'and'), binds: 'tightly' };
  if (parts.length === 1) return first;
  const texts = parts.map(({ text, binds }) => (binds === 'tightly' || binds === kind ? text : `(${text})`));
  return { text: texts.join(kind === 'and' ? ' && ' : ' || '), binds: kind };
}

function comparison(
  left: Operand,
  operator: Comparison,
  { right, logic }: { readonly right: Operand; readonly logic: Logic },
): Expression {
  if (left.kind === 'literal' && right.kind === 'literal') {
    return { text: String(holds(left.value, operator, right.value)), binds: 'tightly' };
  }
  if (left.kind === 'literal') return comparison(right, mirrored[operator], { right: left, logic });
  if (right.kind === 'field') return logic.comparesFields(left.path, operator, right.path);
  if (right.value !== null) return logic.compares(left.path, operator, right.value);
  if (operator === '=') return logic.isAbsent(left.path);
  return operator === '!=' ? logic.isPresent(left.path) : { text: 'false', binds: 'tightly' };
}

function holds(left: Literal, operator: Comparison, right: Literal): boolean {
  if (operator === '=') return left === right;
  if (operator === '!=') return left !== right;
  if (left === null || right === null || typeof left !== typeof right) return false;
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}
