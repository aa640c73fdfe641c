import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { LiveInstance } from '@/lib/engine/live-instance';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import { liveFromStored } from './record';

/** What a step has decided so far, by instance. */
export type After = Map<string, { readonly ref: InstanceRef; readonly instance: LiveInstance | undefined }>;

/** Thrown by a step that needs an instance which is not in memory; the step is run again once it is. */
export class NotLoaded extends Error {
  readonly ref: InstanceRef;

  constructor(ref: InstanceRef) {
    super(`instance ${ref.instanceId} is not in memory`);
    this.ref = ref;
  }
}

/** How many instances are in memory, and how many change sets are on their way to disk. */
export type CacheLoad = { readonly instances: number; readonly changeSetsWaiting: number };

/**
 * `current` is what was decided last, `released` what may be acted on, `durable` what is on disk. `unreleased` counts
 * decisions since that may not be acted on yet; not all of them make another value.
 */
type Entry = {
  current: LiveInstance | undefined;
  released: LiveInstance | undefined;
  durable: LiveInstance | undefined;
  unreleased: number;
};

/** Ended instances that stay a little longer: whoever waited for the end asks for them once more. */
const MOST_ENDED = 256;

/**
 * Instances in memory; forgets the longest unused ones beyond its limit, soon those that have ended, and at once those that
 * do not exist.
 * A pinned instance stays, whether or not it is in memory yet: by whoever reads it, and by changes that are not durable.
 */
export class InstanceCache {
  readonly #store: Pick<RuntimeStore, 'load'>;
  readonly #limit: number;
  readonly #entries = new Map<string, Entry>();
  readonly #loading = new Map<string, Promise<void>>();
  readonly #pins = new Map<string, number>();
  /** Ended and in memory, the longest unpinned first. */
  readonly #ended = new Set<string>();
  #changeSetsWaiting = 0;

  constructor(store: Pick<RuntimeStore, 'load'>, limit: number) {
    this.#store = store;
    this.#limit = limit;
  }

  /** How much it holds. */
  load(): CacheLoad {
    return { instances: this.#entries.size, changeSetsWaiting: this.#changeSetsWaiting };
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

  /** What may be acted on, if the instance is in memory: what is on disk, and decisions that ride to it. */
  released(ref: InstanceRef): LiveInstance | undefined {
    return this.#entries.get(refKey(ref))?.released;
  }

  /** True when all that was decided of an instance may be acted on. */
  isReleased(ref: InstanceRef): boolean {
    const entry = this.#entries.get(refKey(ref));
    return entry?.unreleased === 0;
  }

  /** Loads an instance and keeps it in memory until the returned function is called. */
  async pin(ref: InstanceRef): Promise<() => void> {
    const key = refKey(ref);
    const release = this.#hold([key]);
    try {
      if (!this.#entries.has(key)) await this.#load(ref);
    } catch (error) {
      release();
      throw error;
    }
    return release;
  }

  /** What is on disk, once all that may be acted on is there. */
  async read(ref: InstanceRef, flush: () => Promise<void>): Promise<LiveInstance | undefined> {
    const key = refKey(ref);
    const release = this.#hold([key]);
    try {
      for (;;) {
        const entry = this.#entries.get(key);
        if (entry !== undefined && entry.released !== entry.durable) {
          // Whoever's change could not be written is told; what is read then is on disk.
          await flush().catch(() => undefined);
          continue;
        }
        if (entry !== undefined) return entry.durable;
        await this.#load(ref);
      }
    } finally {
      release();
    }
  }

  /** Takes decided values in; the returned function is called once they are durable or lost. */
  decided(after: After): () => void {
    for (const [key, { instance }] of after) {
      const entry = this.#entries.get(key);
      if (entry === undefined) continue;
      entry.current = instance;
      entry.unreleased += 1;
    }
    const release = this.#hold([...after.keys()]);
    this.#changeSetsWaiting += 1;
    return () => {
      this.#changeSetsWaiting -= 1;
      release();
    };
  }

  /** Marks a value that was decided as one that may be acted on. */
  release(ref: InstanceRef, instance: LiveInstance | undefined): void {
    const entry = this.#entries.get(refKey(ref));
    if (entry === undefined) return;
    entry.released = instance;
    entry.unreleased -= 1;
  }

  /** Marks a value as durable. */
  confirm(ref: InstanceRef, instance: LiveInstance | undefined): void {
    const entry = this.#entries.get(refKey(ref));
    if (entry !== undefined) entry.durable = instance;
  }

  /** Drops every value that was decided and is not durable. */
  forgetUndecided(): void {
    for (const key of this.#pins.keys()) this.#entries.delete(key);
  }

  async #load(ref: InstanceRef): Promise<void> {
    const key = refKey(ref);
    const underWay = this.#loading.get(key) ?? this.#fetch(ref).finally(() => this.#loading.delete(key));
    this.#loading.set(key, underWay);
    await underWay;
  }

  async #fetch(ref: InstanceRef): Promise<void> {
    const key = refKey(ref);
    const stored = await this.#store.load(ref);
    if (this.#entries.has(key)) return;
    const instance = stored === undefined ? undefined : liveFromStored(stored);
    this.#entries.set(key, { current: instance, released: instance, durable: instance, unreleased: 0 });
    this.#trim();
  }

  #trim(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) return;
      if (!this.#pins.has(key)) this.#entries.delete(key);
    }
  }

  #hold(keys: readonly string[]): () => void {
    for (const key of keys) this.#pins.set(key, (this.#pins.get(key) ?? 0) + 1);
    return () => {
      for (const key of keys) this.#letGo(key);
    };
  }

  #letGo(key: string): void {
    const others = (this.#pins.get(key) ?? 1) - 1;
    if (others > 0) {
      this.#pins.set(key, others);
      return;
    }
    this.#pins.delete(key);
    const durable = this.#entries.get(key)?.durable;
    if (durable === undefined) this.#entries.delete(key);
    else if (durable.state.completed !== undefined) this.#keepEnded(key);
  }

  #keepEnded(key: string): void {
    this.#ended.delete(key);
    this.#ended.add(key);
    const [oldest] = this.#ended;
    if (this.#ended.size <= MOST_ENDED || oldest === undefined) return;
    this.#ended.delete(oldest);
    // It may have begun anew meanwhile, or be in somebody's hands, who will let it go.
    const isEnded = this.#entries.get(oldest)?.durable?.state.completed !== undefined;
    if (isEnded && !this.#pins.has(oldest)) this.#entries.delete(oldest);
  }
}
