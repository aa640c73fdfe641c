import { randomUUID } from 'node:crypto';
import { test as base } from 'vitest';
import { OwnRuntime, type OwnOptions } from './own-runtime';
import { isForeign, sharedTarget, type Target } from './target';
import { TaskHub } from './task-hub';
import { Worker, type WorkerOptions } from './worker';

type StartOver = Partial<Parameters<TaskHub['start']>[0]>;

/** What one test works with: a client of the target, workers and instances that are gone when the test is over. */
export class Bench {
  readonly target: Target;
  readonly hub: TaskHub;
  readonly #skip: (reason: string) => never;
  readonly #started = new Set<string>();
  readonly #undo: (() => unknown)[] = [];

  constructor(target: Target, skip: (reason: string) => never) {
    this.target = target;
    this.#skip = skip;
    this.hub = this.connect(target);
  }

  /** A client of its own connection; the target's unless told. */
  connect(target: Target = this.target, token = process.env['TARGET_TOKEN']): TaskHub {
    const hub = new TaskHub(target.address, token === undefined ? {} : { token });
    this.#undo.push(() => hub.close());
    return hub;
  }

  /** An instance ID that nobody used; the instance is removed after the test. */
  newId(name = 'instance'): string {
    const id = `${name}-${randomUUID()}`;
    this.#started.add(id);
    return id;
  }

  /** A worker on a connection of its own. */
  worker({ target = this.target, ...options }: WorkerOptions & { readonly target?: Target } = {}): Worker {
    const worker = new Worker(target.address, options);
    this.#undo.push(() => worker.close());
    return worker;
  }

  /**
   * Starts an instance, of workflow `Flow` under a fresh ID unless told. Without a start time the answer comes only when
   * a worker has run the first turn.
   */
  start(over: StartOver = {}): Promise<string> {
    return this.hub.start({ ...over, instanceId: over.instanceId ?? this.newId() });
  }

  /** As `start` with a time in the past: it runs now, and the answer does not wait for a worker. */
  created(over: StartOver = {}): Promise<string> {
    return this.start({ scheduledStartTimestamp: { seconds: 1, nanos: 0 }, ...over });
  }

  /**
   * A runtime process for this test alone, removed after it. Against a foreign target the test ends here and is
   * reported as one that needs an own process.
   */
  async ownRuntime(options: OwnOptions = {}): Promise<OwnRuntime> {
    if (isForeign()) this.#skip('needs an own process');
    const runtime = await OwnRuntime.start(options);
    this.#undo.unshift(() => runtime.remove());
    return runtime;
  }

  async clean(): Promise<void> {
    for (const undo of this.#undo.splice(0)) await undo();
    const hub = this.connect();
    await Promise.allSettled([...this.#started].map((instanceId) => hub.purge(instanceId, { force: true })));
    hub.close();
  }
}

/** Vitest's `test` with a `bench`. The name starts with the behavior's number: `B17 two workers share items`. */
export const test = base.extend<{ bench: Bench }>({
  bench: async ({ task, skip }, use) => {
    const bench = new Bench(sharedTarget(), (reason) => {
      task.meta.needsOwnProcess = true;
      return skip(reason);
    });
    await use(bench);
    await bench.clean();
  },
});
