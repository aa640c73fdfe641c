import type { Element } from '../model/element';
import type { DataObject } from '../model/model';

/** The lists that multi-instance activities go over; what names one that no data object declares is one as well. */
export function listsOf(elements: readonly Element[]): readonly DataObject[] {
  return elements.flatMap((element) => {
    const collection = 'many' in element ? element.many?.collection : undefined;
    if (collection === undefined || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(collection)) return [];
    return [{ name: collection, type: 'list' as const }];
  });
}

/** The same names once each, the first known type winning. */
export function uniqueItems(data: readonly DataObject[]): readonly DataObject[] {
  const byName = new Map<string, DataObject>();
  for (const item of data) {
    const known = byName.get(item.name);
    if (known === undefined || known.type === 'unknown') byName.set(item.name, item);
  }
  return [...byName.values()];
}
