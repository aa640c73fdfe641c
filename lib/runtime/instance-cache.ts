import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { LiveInstance } from '@/lib/engine/live-instance';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import { liveFromStored } from './record';
import type { After } from './world';

/** Thrown by a step that needs an instance which is not in memory; the step is run again once it is. */
export class NotLoaded extends Error {
  readonly ref: InstanceRef;

  constructor(ref: InstanceRef) {
    super(`instance ${ref.instanceId} is not in memory`);
    this.ref = ref;
  }
}

/** `current` is what was decided last, `durable` what is on disk; undecided changes pin the entry. */
type Entry = {
  readonly ref: InstanceRef;
  current: LiveInstance | undefined;
  durable: LiveInstance | undefined;
  pending: number;
};

export type InstanceCache = ReturnType<typeof createInstanceCache>;

/** Instances in memory; forgets the longest unused ones beyond `limit`, and those that have ended at once. */
export function createInstanceCache(store: Pick<RuntimeStore, 'load'>, limit: number) {
  const entries = new Map<string, Entry>();
  const loading = new Map<string, Promise<void>>();

  async function fetchEntry(ref: InstanceRef): Promise<void> {
    const key = refKey(ref);
    const stored = await store.load(ref);
    if (entries.has(key)) return;
    const instance = stored === undefined ? undefined : liveFromStored(stored);
    entries.set(key, { ref, current: instance, durable: instance, pending: 0 });
    trim();
  }

  function trim(): void {
    for (const [key, entry] of entries) {
      if (entries.size <= limit) return;
      if (entry.pending === 0) entries.delete(key);
    }
  }

  return {
    /** The newest decided value; throws NotLoaded when the instance is not in memory. */
    current(ref: InstanceRef): LiveInstance | undefined {
      const key = refKey(ref);
      const entry = entries.get(key);
      if (entry === undefined) throw new NotLoaded(ref);
      entries.delete(key);
      entries.set(key, entry);
      return entry.current;
    },
    durable: (ref: InstanceRef): LiveInstance | undefined => entries.get(refKey(ref))?.durable,
    async load(ref: InstanceRef): Promise<void> {
      const key = refKey(ref);
      if (entries.has(key)) return;
      const underWay = loading.get(key) ?? fetchEntry(ref).finally(() => loading.delete(key));
      loading.set(key, underWay);
      await underWay;
    },
    /** Loads an instance and keeps it in memory until the returned function is called. */
    async pin(ref: InstanceRef): Promise<() => void> {
      const key = refKey(ref);
      await this.load(ref);
      const entry = entries.get(key);
      if (entry === undefined) return () => undefined;
      entry.pending += 1;
      return () => {
        entry.pending -= 1;
      };
    },
    /** Takes decided values in; the returned function is called once they are durable or lost. */
    decided(after: After): () => void {
      const touched = [...after].flatMap(([key, { instance }]) => {
        const entry = entries.get(key);
        if (entry === undefined) return [];
        entry.current = instance;
        entry.pending += 1;
        return [entry];
      });
      return () => {
        for (const entry of touched) entry.pending -= 1;
      };
    },
    /** Marks a value as durable. */
    confirm(ref: InstanceRef, instance: LiveInstance | undefined): void {
      const key = refKey(ref);
      const entry = entries.get(key);
      if (entry === undefined) return;
      entry.durable = instance;
      const over = instance === undefined || instance.state.completed !== undefined;
      if (over && entry.pending === 0) entries.delete(key);
    },
    /** Drops every value that was decided and is not durable. */
    forgetUndecided(): void {
      for (const [key, entry] of entries) if (entry.pending > 0) entries.delete(key);
    },
  };
}
