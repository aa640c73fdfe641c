import type { MultiInstance } from '../model/element';
import { fieldName, fieldPath } from '../names/field-path';

/** The field that one item stands in: as drawn, else the list's name in the singular, else the number of the round. */
export function itemName({ collection, item }: MultiInstance): string {
  const drawn = item === undefined ? undefined : fieldName(item);
  if (drawn !== undefined) return drawn;
  const list = collection === undefined ? undefined : fieldName(collection.split('.').at(-1) ?? '');
  if (list === undefined) return 'loopCounter';
  if (/ies$/.test(list)) return list.replace(/ies$/, 'y');
  return /[^s]s$/.test(list) ? list.slice(0, -1) : `${list}Item`;
}

/** The number field that says how often: as drawn, or one of its own where an expression says it. */
export function countPath({ count = '' }: MultiInstance, title: string): readonly string[] {
  const bare = bareExpression(count);
  const drawn = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(bare) ? fieldPath(bare.split('.')) : undefined;
  return drawn ?? [fieldName(`${title} count`) ?? 'count'];
}

/** An expression without what marks it as one. */
export function bareExpression(text: string): string {
  return text.replace(/^\s*(?:=\s*|[$#]\{\s*)/, '').replace(/[\s}]*$/, '');
}
