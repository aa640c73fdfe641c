import { toPosition } from '../list-position';
import type { ListPage, ListPosition } from '../state-reader';
import { entryOf } from './entry-of';

/** A metadata row of a store that notes times; `micros`: when it was written, in microseconds since 1970. */
export type ListedRow = { readonly key: string; readonly micros: string | number };

export type Asked = { readonly after: ListPosition | undefined; readonly limit: number };

/** A page of a list by key. */
export function pageByKey(rows: readonly ListedRow[], asked: Asked): ListPage {
  return pageOf(rows, asked, ({ key }) => key);
}

/** A page of a list by time. */
export function pageByTime(rows: readonly ListedRow[], asked: Asked): ListPage {
  return pageOf(rows, asked, ({ key, micros }) => toPosition({ time: String(micros), key }));
}

function pageOf(
  rows: readonly ListedRow[],
  { after, limit }: Asked,
  positionOf: (last: ListedRow) => ListPosition,
): ListPage {
  const last = rows.at(-1);
  return {
    entries: rows.flatMap(({ key, micros }) => entryOf(key, Number(micros) / 1000)),
    position: last === undefined ? after : positionOf(last),
    isLast: rows.length < limit,
  };
}
