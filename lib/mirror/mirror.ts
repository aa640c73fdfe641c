import { positionBefore } from '@/lib/dapr/list-position';
import type { ClusterReader } from '@/lib/dapr/cluster-reader';
import { spawnedBy } from '@/lib/dapr/describe-instance';
import type { ListPage, ListPosition } from '@/lib/dapr/state-reader';
import type { InstanceEntry } from '@/lib/dapr/state-row';
import { AppError } from '@/lib/domain/app-error';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { ChangeSet, InstanceWrite, RuntimeStore, StoredInstance } from '@/lib/store/runtime-store';
import { flawsOf, mirrorWrite, withoutRows, type MirrorInput } from './mirror-write';
import type { FlawedInstance, MirrorPosition, PassResult } from './mirror-position';

/** A change may become visible this long after the moment that the store notes for it. */
const OVERLAP_MS = 10_000;
const IDS_AT_ONCE = 1_000;
/** A list by time may cost a scan of the whole table, however short it is: so it is as long as many commits. */
const PAGES_LISTED = 50;

type Change = MirrorInput & { readonly write: InstanceWrite };
type Page = { readonly read: number; readonly written: number; readonly flawed: readonly FlawedInstance[] };

export type MirrorParts = {
  readonly reader: ClusterReader;
  /** The only app that the reader knows of; absent: it knows all. */
  readonly appId?: string | undefined;
  /** Perdure's store; nobody else writes it. */
  readonly store: RuntimeStore;
  readonly now: () => Instant;
  /** Instances read for one commit. */
  readonly pageSize: number;
  /** Ends a pass early, between two pages. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * Makes Perdure's store say what a Dapr cluster says, one pass at a time.
 *
 * 1. Nothing is ever written to the cluster.
 * 2. A pass can be repeated or cut off anywhere: what is mirrored already is not written again.
 * 3. One page of instances is in memory at a time; of the next ones no more than where they stand.
 */
export class Mirror {
  readonly #parts: MirrorParts;
  /** When the rows were written that have been mirrored, so that the overlap of two passes is not read again. */
  readonly #seen = new Map<string, number>();
  /** By what the reader knows again what it read and was kept. */
  readonly #marks = new Map<string, string>();
  readonly #namespaces = new Map<string, string>();

  constructor(parts: MirrorParts) {
    this.#parts = parts;
  }

  /** The namespaces of the apps that were seen, by App ID. */
  get namespaces(): ReadonlyMap<string, string> {
    return this.#namespaces;
  }

  /** Mirrors what has changed since a position; everything without one, or where the store notes no times. */
  async mirrorChanges(from: MirrorPosition): Promise<PassResult> {
    const { reader } = this.#parts;
    if (!reader.notesTimes) return this.mirrorAll(from);
    const start = from.changes === undefined ? undefined : positionBefore(from.changes, OVERLAP_MS);
    const pass = await this.#pages(start, (after, limit) => reader.changedSince(after, limit));
    return { ...pass.result, position: { changes: pass.position ?? from.changes } };
  }

  /** Reads every instance of the cluster, and purges those here that it has no more. */
  async mirrorAll(from: MirrorPosition): Promise<PassResult> {
    const listed = new Map<string, Set<string>>();
    const { result, isCut } = await this.#pages(undefined, async (after, limit) => {
      const page = await this.#parts.reader.list(after, limit);
      for (const { appId, instanceId } of page.entries) idsOf(listed, appId).add(instanceId);
      return page;
    });
    const purged = isCut ? 0 : await this.#purgeUnlisted(listed);
    return { ...result, purged, position: from };
  }

  /** Purges those of these instances that the cluster has no more, and what they created and is gone with them. */
  async purgeGone(refs: readonly InstanceRef[], from: MirrorPosition): Promise<PassResult> {
    const left = [...refs];
    let purged = 0;
    for (let ref = left.pop(); ref !== undefined; ref = left.pop()) {
      const gone = await this.#purge(ref);
      if (gone === undefined) continue;
      purged += 1;
      left.push(...gone.history.flatMap((event) => spawnedBy(gone.record.appId, event)));
    }
    return { position: from, read: 0, written: 0, purged, flawed: [] };
  }

  async #pages(
    start: ListPosition | undefined,
    list: (after: ListPosition | undefined, limit: number) => Promise<ListPage>,
  ): Promise<{ result: Omit<PassResult, 'position'>; position: ListPosition | undefined; isCut: boolean }> {
    const { pageSize, signal } = this.#parts;
    const isStopped = (): boolean => signal?.aborted === true;
    let position = start;
    let [read, written] = [0, 0];
    const flawed: FlawedInstance[] = [];
    for (;;) {
      if (isStopped()) return { result: { read, written, purged: 0, flawed }, position, isCut: true };
      const page = await list(position, pageSize * PAGES_LISTED);
      for (const { appId, namespace } of page.entries) this.#namespaces.set(appId, namespace);
      const fresh = page.entries.filter((entry) => this.#isNews(entry));
      for (let first = 0; first < fresh.length; first += pageSize) {
        if (isStopped()) return { result: { read, written, purged: 0, flawed }, position, isCut: true };
        const part = fresh.slice(first, first + pageSize);
        const done = await this.#mirrorPage(part);
        read += done.read;
        written += done.written;
        flawed.push(...done.flawed);
      }
      position = page.position;
      if (page.isLast) return { result: { read, written, purged: 0, flawed }, position, isCut: false };
    }
  }

  #isNews({ updatedAt, ...ref }: InstanceEntry): boolean {
    return updatedAt === undefined || this.#seen.get(refKey(ref)) !== updatedAt;
  }

  /** A time that was noted just now tells nothing: another change may still carry it. */
  #remember({ updatedAt, ...ref }: InstanceEntry, askedAt: Instant): void {
    if (updatedAt !== undefined && updatedAt < askedAt - OVERLAP_MS) this.#seen.set(refKey(ref), updatedAt);
  }

  async #mirrorPage(entries: readonly InstanceEntry[]): Promise<Page> {
    const { store, reader, now } = this.#parts;
    const askedAt = now();
    const changes = new Map<string, Change>();
    const marks = new Map<string, string>();
    const flawed: FlawedInstance[] = [];
    let read = 0;
    for (const entry of entries) {
      const { appId, instanceId } = entry;
      const key = refKey(entry);
      const before = await store.load({ appId, instanceId });
      const seen = await reader.look(entry, before && { ...before.record, mark: this.#marks.get(key) });
      // Deleted between the list and now: the next look at all instances purges it.
      if (seen.kind !== 'found') continue;
      read += 1;
      if (seen.mark !== undefined) marks.set(key, seen.mark);
      const flaws = flawsOf(seen.instance);
      if (flaws !== undefined) flawed.push({ appId, instanceId, flaws });
      const input = { found: seen.instance, before, key: before?.record.key ?? store.allocateKey(), now: now() };
      const write = mirrorWrite(input);
      if (write !== undefined) changes.set(key, { ...input, write });
    }
    const refused = await this.#commit([...changes.values()]);
    for (const [key, mark] of marks) this.#marks.set(key, mark);
    for (const entry of entries) this.#remember(entry, askedAt);
    return { read, written: changes.size - refused.length, flawed: [...flawed, ...refused] };
  }

  /** All at once; one by one when the store refuses something, so that it keeps nothing else out. */
  async #commit(changes: readonly Change[]): Promise<readonly FlawedInstance[]> {
    if (changes.length === 0) return [];
    const trouble = await this.#refusal(changes.map(({ write }) => write));
    if (trouble === undefined) return [];
    const refused: FlawedInstance[] = [];
    for (const { write, ...input } of changes) {
      const what = await this.#refusal([write]);
      if (what === undefined) continue;
      // Shown without its rows rather than not at all.
      const bare = mirrorWrite({ ...input, found: withoutRows(input.found, what) });
      if (bare !== undefined) await this.#refusal([bare]);
      const { appId, instanceId } = input.found;
      refused.push({ appId, instanceId, flaws: [{ key: 'the whole instance', what }] });
    }
    return refused;
  }

  /** What the store has against these writes; undefined when they are written. */
  async #refusal(writes: readonly InstanceWrite[]): Promise<string | undefined> {
    try {
      await this.#parts.store.commit(writes.map((write): ChangeSet => [write]));
      return undefined;
    } catch (error) {
      if (error instanceof AppError && error.code === 'unavailable') throw error;
      return error instanceof Error ? error.message : String(error);
    }
  }

  async #purgeUnlisted(listed: ReadonlyMap<string, ReadonlySet<string>>): Promise<number> {
    const { store, appId: only } = this.#parts;
    const apps = only === undefined ? new Set((await store.kinds()).map(({ appId }) => appId)) : [only];
    let purged = 0;
    for (const appId of apps) {
      let after: string | undefined;
      for (;;) {
        const ids = await store.listIds(appId, after, IDS_AT_ONCE);
        const gone = ids.filter((id) => listed.get(appId)?.has(id) !== true);
        for (const instanceId of gone) purged += (await this.#purge({ appId, instanceId })) === undefined ? 0 : 1;
        after = ids.at(-1);
        if (ids.length < IDS_AT_ONCE) break;
      }
    }
    return purged;
  }

  /** A list by pages may leave out what is there, when rows are written meanwhile. */
  async #isGone(ref: InstanceRef): Promise<boolean> {
    const namespace = this.#namespaces.get(ref.appId);
    if (namespace === undefined) return true;
    return (await this.#parts.reader.look({ ...ref, namespace }, undefined)).kind === 'gone';
  }

  /** What was there until now; undefined when there was nothing to purge. */
  async #purge(ref: InstanceRef): Promise<StoredInstance | undefined> {
    const { store } = this.#parts;
    const stored = await store.load(ref);
    if (stored === undefined || !(await this.#isGone(ref))) return undefined;
    const { key, name, status } = stored.record;
    await store.commit([[{ kind: 'purge', ref, key, previous: { name, status } }]]);
    this.#seen.delete(refKey(ref));
    this.#marks.delete(refKey(ref));
    return stored;
  }
}

function idsOf(listed: Map<string, Set<string>>, appId: string): Set<string> {
  const known = listed.get(appId);
  if (known !== undefined) return known;
  const ids = new Set<string>();
  listed.set(appId, ids);
  return ids;
}
