import {
  declaredValuesOf,
  toKeptPaths,
  type DeclaredPathRow,
  type DeclaredValueRow,
} from '@/lib/store/declared-values';
import type { SnapshotInstance } from '@/lib/store/store-snapshot';
import { compare, type Difference } from './difference';

/** Values at declared paths that are not those of the payload; of paths that are still being read nothing is known. */
export function verifyValues(
  { appId, instanceId, key, payload, values }: SnapshotInstance,
  paths: readonly DeclaredPathRow[],
): readonly Difference[] {
  if (payload === undefined) return [];
  const complete = paths.filter(({ isComplete }) => isComplete === 1);
  const expected = declaredValuesOf(payload, toKeptPaths(complete)).rows;
  const at = (rows: readonly DeclaredValueRow[], id: number) => {
    const row = rows.find(({ pathId }) => pathId === id);
    return row && { value: row.value, number: row.number };
  };
  const thing = `instance ${appId}/${instanceId} (key ${key})`;
  return complete.flatMap(({ id, path }) =>
    compare(`value at ${path}`, at(values, id), at(expected, id)).map((found) => ({ thing, ...found })),
  );
}
