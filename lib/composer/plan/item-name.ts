import type { MultiInstance } from '../model/element';
import { fieldName } from '../names/field-path';

/** The field that one item stands in: as drawn, else the list's name in the singular, else the number of the round. */
export function itemName({ collection, item }: MultiInstance): string {
  const drawn = item === undefined ? undefined : fieldName(item);
  if (drawn !== undefined) return drawn;
  const list = collection === undefined ? undefined : fieldName(collection.split('.').at(-1) ?? '');
  if (list === undefined) return 'loopCounter';
  if (/ies$/.test(list)) return list.replace(/ies$/, 'y');
  return /[^s]s$/.test(list) ? list.slice(0, -1) : `${list}Item`;
}
