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
  current: LiveInstance | undefined;
  durable: LiveInstance | undefined;
  pending: number;
};

/** Instances in memory; forgets the longest unused ones beyond its limit, and those that have ended at once. */
export class InstanceCache {
  readonly #store: Pick<RuntimeStore, 'load'>;
  readonly #limit: number;
  readonly #entries = new Map<string, Entry>();
  readonly #loading = new Map<string, Promise<void>>();

  constructor(store: Pick<RuntimeStore, 'load'>, limit: number) {
    this.#store = store;
    this.#limit = limit;
  }

  /** The newest decided value; throws NotLoaded when the instance is not in memory. */
  current(ref: InstanceRef): LiveInstance | undefined {
    const key = refKey(ref);
    const entry = this.#entries.get(key);
    if (entry === undefined) throw new NotLoaded(ref);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.current;
  }

  /** What is on disk, if the instance is in memory. */
  durable(ref: InstanceRef): LiveInstance | undefined {
    return this.#entries.get(refKey(ref))?.durable;
  }

  async load(ref: InstanceRef): Promise<void> {
    const key = refKey(ref);
    if (this.#entries.has(key)) return;
    const underWay = this.#loading.get(key) ?? this.#fetch(ref).finally(() => this.#loading.delete(key));
    this.#loading.set(key, underWay);
    await underWay;
  }

  /** Loads an instance and keeps it in memory until the returned function is called. */
  async pin(ref: InstanceRef): Promise<() => void> {
    await this.load(ref);
    const entry = this.#entries.get(refKey(ref));
    if (entry === undefined) return () => undefined;
    return hold([entry]);
  }

  /** Takes decided values in; the returned function is called once they are durable or lost. */
  decided(after: After): () => void {
    const touched = [...after].flatMap(([key, { instance }]) => {
      const entry = this.#entries.get(key);
      if (entry === undefined) return [];
      entry.current = instance;
      return [entry];
    });
    return hold(touched);
  }

  /** Marks a value as durable. */
  confirm(ref: InstanceRef, instance: LiveInstance | undefined): void {
    const key = refKey(ref);
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    entry.durable = instance;
    const isOver = instance === undefined || instance.state.completed !== undefined;
    if (isOver && entry.pending === 0) this.#entries.delete(key);
  }

  /** Drops every value that was decided and is not durable. */
  forgetUndecided(): void {
    for (const [key, entry] of this.#entries) if (entry.pending > 0) this.#entries.delete(key);
  }

  async #fetch(ref: InstanceRef): Promise<void> {
    const key = refKey(ref);
    const stored = await this.#store.load(ref);
    if (this.#entries.has(key)) return;
    const instance = stored === undefined ? undefined : liveFromStored(stored);
    this.#entries.set(key, { current: instance, durable: instance, pending: 0 });
    this.#trim();
  }

  #trim(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= this.#limit) return;
      if (entry.pending === 0) this.#entries.delete(key);
    }
  }
}

/** Keeps entries in memory until the returned function is called. */
function hold(entries: readonly Entry[]): () => void {
  for (const entry of entries) entry.pending += 1;
  return () => {
    for (const entry of entries) entry.pending -= 1;
  };
}
