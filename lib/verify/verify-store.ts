import type { SnapshotInstance, SnapshotMarks, StoreSnapshot } from '@/lib/store/store-snapshot';
import { compare, type Difference } from './difference';
import { verifyInstance } from './verify-instance';
import { TrendRecount } from './verify-trends';
import { verifyValues } from './verify-values';

export type Verified = { readonly instances: number; readonly events: number; readonly differences: number };

/**
 * Recomputes everything in a store that follows from something else and hands each difference to `report`. Holds one
 * instance, the counters and the buckets of the trends in memory, however large the store is.
 */
export async function verifyStore(
  snapshot: StoreSnapshot,
  report: (difference: Difference) => void,
): Promise<Verified> {
  let differences = 0;
  const tell = (found: readonly Difference[]): void => {
    differences += found.length;
    for (const difference of found) report(difference);
  };
  for (const text of await snapshot.damage()) {
    tell([{ thing: 'the database file', what: 'integrity', stored: text, expected: 'ok' }]);
  }
  const marks = await snapshot.marks();
  const paths = await snapshot.declaredPaths();
  const recount = new Recount();
  const trends = new TrendRecount(await snapshot.newestTrendHour());
  let instances = 0;
  let events = 0;
  for await (const stored of snapshot.instances()) {
    instances += 1;
    events += stored.history.length;
    recount.add(stored);
    trends.add(stored);
    tell([...verifyInstance(stored), ...verifyValues(stored, paths), ...beyondMarks(stored, marks)]);
  }
  tell(recount.compareWith(await snapshot.counters()));
  for await (const found of trends.compareWith(snapshot.trends())) tell([found]);
  for await (const found of rest(snapshot, marks)) tell([found]);
  return { instances, events, differences };
}

function beyondMarks({ appId, instanceId, key, revision }: SnapshotInstance, marks: SnapshotMarks): Difference[] {
  const thing = `instance ${appId}/${instanceId} (key ${key})`;
  return [
    ...(revision > marks.revision ? [atMost(thing, 'revision', { stored: revision, mark: marks.revision })] : []),
    ...(key > marks.key ? [atMost(thing, 'key', { stored: key, mark: marks.key })] : []),
  ];
}

function atMost(thing: string, what: string, { stored, mark }: { stored: number; mark: number }): Difference {
  return { thing, what, stored, expected: `at most ${mark}, the newest that was given` };
}

async function* rest(snapshot: StoreSnapshot, marks: SnapshotMarks): AsyncIterable<Difference> {
  for await (const { table, key } of snapshot.strays()) {
    yield { thing: `table ${table}`, what: `rows of key ${key}`, stored: 'present', expected: 'no such instance' };
  }
  for await (const key of snapshot.idsNotIndexed()) {
    yield { thing: `instance of key ${key}`, what: 'index over ids', stored: 'not in it', expected: 'in it' };
  }
  for await (const revision of snapshot.sharedRevisions()) {
    yield { thing: `revision ${revision}`, what: 'rows that have it', stored: 'several', expected: 'one' };
  }
  for await (const { appId, instanceId, revision, isReused } of snapshot.tombstones()) {
    const thing = `tombstone of ${appId}/${instanceId}`;
    if (isReused) yield { thing, what: 'presence', stored: 'present', expected: 'absent, as the instance is there' };
    if (revision > marks.revision) yield atMost(thing, 'revision', { stored: revision, mark: marks.revision });
  }
}

type Counted = { readonly appId: string; readonly name: string; readonly status: string };

/** Instances by App ID, workflow name and status. */
class Recount {
  readonly #found = new Map<string, number>();

  add({ appId, counted: { name, status } }: SnapshotInstance): void {
    const key = keyOf({ appId, name, status });
    this.#found.set(key, (this.#found.get(key) ?? 0) + 1);
  }

  compareWith(counters: readonly (Counted & { readonly count: number })[]): readonly Difference[] {
    const stored = new Map(counters.map((counter) => [keyOf(counter), counter.count] as const));
    return [...new Set([...this.#found.keys(), ...stored.keys()])].flatMap((key) => {
      const [appId, name, status] = JSON.parse(key) as readonly string[];
      const thing = `counter of ${name} in ${appId}, ${status}`;
      const found = compare('count', stored.get(key) ?? 0, this.#found.get(key) ?? 0);
      return found.map((difference) => ({ thing, ...difference }));
    });
  }
}

function keyOf({ appId, name, status }: Counted): string {
  return JSON.stringify([appId, name, status]);
}
