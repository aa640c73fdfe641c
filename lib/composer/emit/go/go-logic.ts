import type { Comparison } from '../../plan/condition';
import type { FieldType } from '../../plan/record';
import { decimal } from '../typed/decimal';
import { chained, type Expression, type Logic } from '../typed/logic';
import type { Types } from '../typed/types';
import { goField, goText } from './go-types';

type Literal = string | number | boolean;

const kinds = { string: 'text', number: 'number', boolean: 'truth' } as const;
const signs = { '=': '==', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;
const constant = (value: boolean): Expression => ({ text: String(value), binds: 'tightly' });
const tight = (text: string): Expression => ({ text, binds: 'tightly' });

/** Conditions over the variable `data`, which is of the given record. */
export class GoLogic implements Logic {
  private readonly types: Types;
  private readonly record: string;

  readonly not = (text: string): string => `!${text}`;

  constructor(types: Types, record: string) {
    this.types = types;
    this.record = record;
  }

  isTrue(path: readonly string[]): Expression {
    const kind = this.kindOf(path);
    if (kind === 'truth') return this.whenPresent(path, `*${place(path)}`);
    if (kind === 'unknown') return this.whenPresent(path.slice(0, -1), `${place(path)} == true`);
    return constant(false);
  }

  isAbsent(path: readonly string[]): Expression {
    const parts = prefixes(path).map((each) => tight(`${place(each)} == nil`));
    return chained(parts, 'or');
  }

  isPresent(path: readonly string[]): Expression {
    const parts = prefixes(path).map((each) => tight(`${place(each)} != nil`));
    return chained(parts, 'and');
  }

  compares(path: readonly string[], operator: Comparison, literal: Literal): Expression {
    const kind = this.kindOf(path);
    const value = typeof literal === 'number' ? decimal(literal) : literalOf(literal);
    if (kind === 'unknown') return this.comparesUnknown(path, operator, value);
    if (kind !== kinds[typeof literal as keyof typeof kinds]) return constant(operator === '!=');
    if (kind === 'truth' && operator !== '=' && operator !== '!=') return constant(false);
    return this.comparesPlace(path, operator, kind === 'number' ? String(literal) : value);
  }

  comparesFields(left: readonly string[], operator: Comparison, right: readonly string[]): Expression {
    const [kind, other] = [this.kindOf(left), this.kindOf(right)];
    const isKnown = kind === other && (kind === 'text' || kind === 'number' || kind === 'truth');
    const values = [kind, other].map((each, at) => deref(each, place(at === 0 ? left : right)));
    const isOrdered = operator !== '=' && operator !== '!=';
    const held =
      isKnown && !(kind === 'truth' && isOrdered)
        ? `${values[0] ?? ''} ${signs[operator === '!=' ? '=' : operator]} ${values[1] ?? ''}`
        : `holds(${values[0] ?? ''}, ${goText(operator === '!=' ? '=' : operator)}, ${values[1] ?? ''})`;
    const both = chained([this.isPresent(left), this.isPresent(right), tight(held)], 'and');
    return operator === '!=' ? tight(`!(${both.text})`) : both;
  }

  private comparesPlace(path: readonly string[], operator: Comparison, value: string): Expression {
    const held = tight(`*${place(path)} ${signs[operator]} ${value}`);
    if (operator === '!=') return chained([this.isAbsent(path), held], 'or');
    return chained([this.isPresent(path), held], 'and');
  }

  private comparesUnknown(path: readonly string[], operator: Comparison, value: string): Expression {
    const parents = path.slice(0, -1);
    if (operator === '=') return this.whenPresent(parents, `${place(path)} == ${value}`);
    if (operator !== '!=') return this.whenPresent(parents, `holds(${place(path)}, ${goText(operator)}, ${value})`);
    const held = tight(`${place(path)} != ${value}`);
    return parents.length === 0 ? held : chained([this.isAbsent(parents), held], 'or');
  }

  private whenPresent(path: readonly string[], text: string): Expression {
    return path.length === 0 ? tight(text) : chained([this.isPresent(path), tight(text)], 'and');
  }

  private kindOf(path: readonly string[]): FieldType['kind'] {
    return this.types.typeAt(this.record, path).kind;
  }
}

/** `data.Order.Total` */
function place(path: readonly string[]): string {
  return ['data', ...path.map(goField)].join('.');
}

function deref(kind: FieldType['kind'], text: string): string {
  return kind === 'text' || kind === 'number' || kind === 'truth' ? `*${text}` : text;
}

function literalOf(literal: string | boolean): string {
  return typeof literal === 'string' ? goText(literal) : String(literal);
}

function prefixes(path: readonly string[]): readonly (readonly string[])[] {
  return path.map((_, at) => path.slice(0, at + 1));
}
