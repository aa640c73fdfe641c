import type { Comparison } from '../../plan/condition';
import type { FieldType } from '../../plan/record';
import { compared, decimal } from '../typed/decimal';
import { chained, type Expression, type Logic } from '../typed/logic';
import type { Types } from '../typed/types';
import { javaField } from './java-names';
import { javaText } from './java-types';

type Literal = string | number | boolean;

const kinds = { string: 'text', number: 'number', boolean: 'truth' } as const;
const tight = (text: string): Expression => ({ text, binds: 'tightly' });
const constant = (value: boolean): Expression => tight(String(value));

/** Conditions over the variable `data`, which is of the given record. */
export class JavaLogic implements Logic {
  private readonly types: Types;
  private readonly record: string;

  constructor(types: Types, record: string) {
    this.types = types;
    this.record = record;
  }

  readonly not = (text: string): string => `!${text}`;

  isTrue(path: readonly string[]): Expression {
    const kind = this.kindOf(path);
    if (kind !== 'truth' && kind !== 'unknown') return constant(false);
    return this.whenReached(path, `Boolean.TRUE.equals(${place(path)})`);
  }

  isAbsent(path: readonly string[]): Expression {
    return chained(
      prefixes(path).map((each) => tight(`${place(each)} == null`)),
      'or',
    );
  }

  isPresent(path: readonly string[]): Expression {
    return chained(
      prefixes(path).map((each) => tight(`${place(each)} != null`)),
      'and',
    );
  }

  compares(path: readonly string[], operator: Comparison, literal: Literal): Expression {
    const kind = this.kindOf(path);
    const isKnown = kind === kinds[typeof literal as keyof typeof kinds];
    if (!isKnown && kind !== 'unknown') return constant(operator === '!=');
    if (isKnown && typeof literal === 'number') return this.comparesNumber(path, operator, literal);
    const value = literalOf(literal);
    if (isKnown && (operator === '=' || operator === '!=')) {
      const equals =
        typeof literal === 'boolean' ? `Boolean.${String(literal).toUpperCase()}.equals` : `${value}.equals`;
      const held = this.whenReached(path, `${equals}(${place(path)})`);
      return operator === '=' ? held : negated(held);
    }
    const held = this.whenReached(path, `Flow.holds(${place(path)}, ${javaText(plain(operator))}, ${value})`);
    return operator === '!=' ? negated(held) : held;
  }

  comparesFields(left: readonly string[], operator: Comparison, right: readonly string[]): Expression {
    const parents = [left, right].flatMap((path) => (path.length > 1 ? [this.isPresent(path.slice(0, -1))] : []));
    const held = tight(`Flow.holds(${place(left)}, ${javaText(plain(operator))}, ${place(right)})`);
    const all = chained([...parents, held], 'and');
    return operator === '!=' ? negated(all) : all;
  }

  private comparesNumber(path: readonly string[], operator: Comparison, literal: number): Expression {
    const held = tight(`${place(path)} ${operator === '=' ? '==' : operator} ${compared(literal)}`);
    if (operator === '!=') return chained([this.isAbsent(path), held], 'or');
    return chained([this.isPresent(path), held], 'and');
  }

  private whenReached(path: readonly string[], text: string): Expression {
    const parents = path.slice(0, -1);
    return parents.length === 0 ? tight(text) : chained([this.isPresent(parents), tight(text)], 'and');
  }

  private kindOf(path: readonly string[]): FieldType['kind'] {
    return this.types.typeAt(this.record, path).kind;
  }
}

function negated({ text, binds }: Expression): Expression {
  return tight(binds === 'tightly' ? `!${text}` : `!(${text})`);
}

/** The opposite of `!=`, which is held to be false where the opposite is true. */
function plain(operator: Comparison): Comparison {
  return operator === '!=' ? '=' : operator;
}

function place(path: readonly string[]): string {
  return ['data', ...path.map(javaField)].join('.');
}

function literalOf(literal: Literal): string {
  if (typeof literal === 'number') return decimal(literal);
  return typeof literal === 'string' ? javaText(literal) : String(literal);
}

function prefixes(path: readonly string[]): readonly (readonly string[])[] {
  return path.map((_, at) => path.slice(0, at + 1));
}
