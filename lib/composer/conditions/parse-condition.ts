import type { Comparison, Condition, Operand } from '../plan/condition';
import { fieldPath } from '../names/field-path';
import type { Token } from './tokens';
import { tokensOf } from './tokens';

const operators: Readonly<Record<string, Comparison>> = {
  ...{ '=': '=', '==': '=', '===': '=', eq: '=', '!=': '!=', '!==': '!=', '<>': '!=', ne: '!=' },
  ...{ '<': '<', lt: '<', '<=': '<=', le: '<=', '>': '>', gt: '>', '>=': '>=', ge: '>=' },
};

/**
 * Reads a condition as drawn: FEEL (`= amount > 1000 and status = "open"`), Camunda's (`${amount > 1000}`) or plain
 * (`amount > 1000`). Undefined when it is something else, such as plain words: then a person's code has to decide.
 */
export function parseCondition(text: string): Condition | undefined {
  const { inside, isMarked } = unwrap(text);
  const tokens = tokensOf(inside);
  if (tokens === undefined || tokens.length === 0) return undefined;
  const reader = new Reader(tokens);
  const condition = reader.either();
  if (condition === undefined || !reader.isAtEnd()) return undefined;
  return isMarked || compares(condition) ? condition : undefined;
}

function unwrap(text: string): { inside: string; isMarked: boolean } {
  const braced = /^\s*[$#]\{([^{}]*)\}\s*$/.exec(text)?.[1];
  if (braced !== undefined) return { inside: braced, isMarked: true };
  const feel = /^\s*=(?!=)([^]*)$/.exec(text)?.[1];
  return feel === undefined
    ? { inside: text.replace(/\?\s*$/, ''), isMarked: false }
    : { inside: feel, isMarked: true };
}

/** Plain words such as `yes` are no expression, a comparison or a constant is. */
function compares(condition: Condition): boolean {
  if (condition.kind === 'and' || condition.kind === 'or') return condition.of.every(compares);
  if (condition.kind === 'not') return compares(condition.of);
  return condition.kind !== 'is-true';
}

class Reader {
  private at = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  either(): Condition | undefined {
    return this.joined('or', ['or', '||'], () => this.both());
  }

  private both(): Condition | undefined {
    return this.joined('and', ['and', '&&'], () => this.single());
  }

  private joined(kind: 'and' | 'or', signs: readonly string[], part: () => Condition | undefined) {
    const first = part();
    if (first === undefined) return undefined;
    const of = [first];
    while (this.takes(...signs) !== undefined) {
      const next = part();
      if (next === undefined) return undefined;
      of.push(next);
    }
    return of.length === 1 ? first : { kind, of };
  }

  private single(): Condition | undefined {
    if (this.takes('not', '!') !== undefined) {
      const of = this.single();
      return of && { kind: 'not', of };
    }
    if (this.takes('(') !== undefined) {
      const inside = this.either();
      return this.takes(')') === undefined ? undefined : inside;
    }
    return this.comparison();
  }

  private comparison(): Condition | undefined {
    const left = this.operand();
    if (left === undefined) return undefined;
    const sign = this.takes(...Object.keys(operators));
    if (sign === undefined) return alone(left);
    const right = this.operand();
    const operator = operators[sign];
    if (right === undefined || operator === undefined) return undefined;
    return isSettled({ operator, left, right }) ?? { kind: 'compare', operator, left, right };
  }

  private operand(): Operand | undefined {
    const isNegative = this.takes('-') !== undefined;
    const token = this.tokens[this.at];
    this.at += 1;
    if (token === undefined) return undefined;
    if (token.kind === 'number') return { kind: 'literal', value: isNegative ? -token.value : token.value };
    if (isNegative) return undefined;
    if (token.kind === 'text') return { kind: 'literal', value: token.value };
    if (token.kind === 'path') return fieldOf(token.path);
    if (token.text === 'null' || token.text === 'nil') return { kind: 'literal', value: null };
    if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: token.text === 'true' };
    return undefined;
  }

  private takes(...texts: readonly string[]): string | undefined {
    const token = this.tokens[this.at];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'sign')) return undefined;
    if (!texts.includes(token.text)) return undefined;
    this.at += 1;
    return token.text;
  }
}

function fieldOf(parts: readonly string[]): Operand | undefined {
  const path = fieldPath(parts);
  return path && { kind: 'field', path };
}

/** Two literals are compared here and now. */
function isSettled({ operator, left, right }: Comparing): Condition | undefined {
  if (left.kind !== 'literal' || right.kind !== 'literal') return undefined;
  const [one, other] = [left.value ?? '', right.value ?? ''];
  const value = {
    ...{ '=': left.value === right.value, '!=': left.value !== right.value },
    ...{ '<': one < other, '<=': one <= other, '>': one > other, '>=': one >= other },
  }[operator];
  return { kind: 'constant', value };
}

interface Comparing {
  readonly operator: Comparison;
  readonly left: Operand;
  readonly right: Operand;
}

function alone(operand: Operand): Condition | undefined {
  if (operand.kind === 'field') return { kind: 'is-true', path: operand.path };
  return typeof operand.value === 'boolean' ? { kind: 'constant', value: operand.value } : undefined;
}
