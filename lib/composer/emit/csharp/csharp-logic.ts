import type { Comparison } from '../../plan/condition';
import type { FieldType } from '../../plan/record';
import { compared } from '../typed/decimal';
import type { Expression, Logic } from '../typed/logic';
import { type CsharpContext, csharpPath } from './csharp-names';
import { csharpText } from './csharp-types';

type Literal = string | number | boolean;

const kinds = { string: 'text', number: 'number', boolean: 'truth' } as const;
const signs = { '=': '==', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;
const tight = (text: string): Expression => ({ text, binds: 'tightly' });

/** Conditions over the variable `data`; what is absent is null, for which C# holds what a condition means. */
export class CsharpLogic implements Logic {
  private readonly context: CsharpContext;
  private readonly record: string;

  constructor(context: CsharpContext, record: string) {
    this.context = context;
    this.record = record;
  }

  readonly not = (text: string): string => `!${text}`;

  isTrue(path: readonly string[]): Expression {
    const kind = this.kindOf(path);
    if (kind === 'truth') return tight(`${this.place(path)} == true`);
    return kind === 'unknown' ? this.held(path, '=', 'true') : tight('false');
  }

  isAbsent(path: readonly string[]): Expression {
    return tight(`${this.place(path)} is null`);
  }

  isPresent(path: readonly string[]): Expression {
    return tight(`${this.place(path)} is not null`);
  }

  compares(path: readonly string[], operator: Comparison, literal: Literal): Expression {
    const kind = this.kindOf(path);
    const value = typeof literal === 'number' ? compared(literal) : literalOf(literal);
    const isKnown = kind === kinds[typeof literal as keyof typeof kinds];
    if (!isKnown && kind !== 'unknown') return tight(String(operator === '!='));
    const isEquality = operator === '=' || operator === '!=';
    if (isKnown && (isEquality || typeof literal === 'number')) {
      return tight(`${this.place(path)} ${signs[operator]} ${value}`);
    }
    return this.held(path, operator, value);
  }

  comparesFields(left: readonly string[], operator: Comparison, right: readonly string[]): Expression {
    return this.held(left, operator, this.place(right));
  }

  private held(path: readonly string[], operator: Comparison, value: string): Expression {
    const sign = csharpText(operator === '!=' ? '=' : operator);
    const text = `Flow.Holds(${this.place(path)}, ${sign}, ${value})`;
    return tight(operator === '!=' ? `!${text}` : text);
  }

  private place(path: readonly string[]): string {
    return csharpPath(path, { data: 'data', record: this.record, ...this.context });
  }

  private kindOf(path: readonly string[]): FieldType['kind'] {
    return this.context.types.typeAt(this.record, path).kind;
  }
}

function literalOf(literal: string | boolean): string {
  return typeof literal === 'string' ? csharpText(literal) : String(literal);
}
