import { refKey, type InstanceRef, type InstanceSummary } from '@/lib/domain/instance';
import type { Judge } from './judge-rows';

/** What changed since the rows were read, newest knowledge per execution. */
export type Patches = ReadonlyMap<string, InstanceSummary>;

/** How many changes are remembered; more than anybody scrolls through between two reads. */
const REMEMBERED = 5000;

/** Adds what the stream told to what it told before. */
export function addPatches(patches: Patches, changed: readonly InstanceSummary[]): Patches {
  const next = new Map(patches);
  for (const instance of changed) {
    const key = refKey(instance);
    next.delete(key);
    next.set(key, instance);
  }
  const surplus = next.size - REMEMBERED;
  if (surplus > 0) for (const key of [...next.keys()].slice(0, surplus)) next.delete(key);
  return next;
}

/** The rows with what is known now; order and number stay, so nothing moves. */
export function patchRows(rows: readonly InstanceSummary[], patches: Patches): readonly InstanceSummary[] {
  if (patches.size === 0) return rows;
  return rows.map((row) => {
    const patch = patches.get(refKey(row));
    return patch !== undefined && patch.revision > row.revision ? patch : row;
  });
}

export type Shown = {
  readonly rows: readonly InstanceSummary[];
  readonly judge: Judge;
  /** Older executions exist that are not loaded yet. */
  readonly hasMore: boolean;
};

/** Executions that belong among the shown rows and are not there yet. */
export function arrivals(
  changed: readonly InstanceSummary[],
  { rows, judge, hasMore }: Shown,
): readonly InstanceSummary[] {
  const known = new Set(rows.map(refKey));
  const oldest = hasMore ? (rows.at(-1)?.createdAt ?? -Infinity) : -Infinity;
  return changed.filter(
    (instance) => instance.createdAt >= oldest && !known.has(refKey(instance)) && judge(instance) === true,
  );
}

/** True when a shown row is gone, or no longer matches. */
export function anyLeft(
  { changed, purged }: { changed: readonly InstanceSummary[]; purged: readonly InstanceRef[] },
  { rows, judge }: Shown,
): boolean {
  const known = new Set(rows.map(refKey));
  const leaves = changed.some((instance) => known.has(refKey(instance)) && judge(instance) === false);
  return leaves || purged.some((ref) => known.has(refKey(ref)));
}

/** True when only the store can tell whether something that changed belongs among the rows. */
export function anyUnsure(changed: readonly InstanceSummary[], { judge }: Shown): boolean {
  return changed.some((instance) => judge(instance) === undefined);
}
