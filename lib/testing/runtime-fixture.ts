import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import { createRuntime, type RunningRuntime, type Vitals } from '@/lib/runtime/create-runtime';
import { DEFAULT_LIMITS, type RuntimeLimits } from '@/lib/runtime/limits';
import { NO_POLICIES, type RuntimePolicies } from '@/lib/runtime/policies';
import type { Runtime, StartRequest } from '@/lib/runtime/runtime-port';
import type { LeaseRequest } from '@/lib/store/acquire-lease';
import type { ConsoleStore } from '@/lib/store/console-store';
import type { RuntimeStore, StoredInstance } from '@/lib/store/runtime-store';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { NO_TELEMETRY, type Telemetry } from '@/lib/telemetry/telemetry';
import { createManualClock, type ManualClock } from './manual-clock';
import { WorkerDouble, type Play } from './worker-double';
import { complete } from './workflow-actions';

const APP = 'shop';

export type FixtureOptions = {
  readonly limits?: Partial<RuntimeLimits>;
  readonly policies?: Partial<RuntimePolicies>;
  /** An existing store file; absent: a new one. */
  readonly path?: string;
  readonly clock?: ManualClock;
  /** 'memory': the files lie in main memory where the system has room for that, so that no disk is waited for. */
  readonly folder?: 'disk' | 'memory';
  readonly newId?: () => string;
  readonly telemetry?: Partial<Telemetry>;
  readonly lease?: LeaseRequest;
};

const MEMORY = '/dev/shm';
const BARRIER_APP = 'barrier';
let ids = 0;

/** Opens a runtime on a store file of its own; both are gone when the test is over. */
export async function openRuntime(options: FixtureOptions = {}): Promise<RuntimeFixture> {
  const fixture = new RuntimeFixture(options);
  await fixture.open();
  onTestFinished(() => fixture.remove());
  return fixture;
}

/** A ref in the app that tests use unless they say otherwise. */
export function refOf(instanceId: string, appId = APP): InstanceRef {
  return { appId, instanceId };
}

/** A runtime over a real store, time that stands still, and ways to harm both. */
export class RuntimeFixture {
  readonly clock: ManualClock;
  readonly path: string;
  /** Messages of level warn and error. */
  readonly complaints: string[] = [];
  readonly #limits: RuntimeLimits;
  readonly #policies: RuntimePolicies;
  readonly #folder: string;
  readonly #newId: () => string;
  readonly #telemetry: Telemetry;
  readonly #lease: LeaseRequest | undefined;
  readonly #watchers = new Set<() => void>();
  readonly #failures: Error[] = [];
  readonly #holds: (() => Promise<void>)[] = [];
  #running: RunningRuntime | undefined;
  #store: RuntimeStore | undefined;

  constructor({ limits, policies, path, clock, folder, newId, telemetry, lease }: FixtureOptions) {
    this.#telemetry = { ...NO_TELEMETRY, ...telemetry };
    const parent = folder === 'memory' && existsSync(MEMORY) ? MEMORY : tmpdir();
    this.#folder = path === undefined ? mkdtempSync(join(parent, 'perdure-runtime-')) : dirname(path);
    this.#newId = newId ?? (() => `id-${(ids += 1)}`);
    this.#lease = lease;
    this.path = path ?? join(this.#folder, 'perdure.db');
    this.clock = clock ?? createManualClock();
    // Time stands still, so what rides would wait for ever, unless a test moves it.
    this.#limits = { ...DEFAULT_LIMITS, rideTime: 0, ...limits };
    this.#policies = { ...NO_POLICIES, ...policies };
  }

  get runtime(): Runtime {
    if (this.#running === undefined) throw new Error('the runtime is closed');
    return this.#running.runtime;
  }

  /** How the runtime is at this moment. */
  vitals(): Vitals {
    if (this.#running === undefined) throw new Error('the runtime is closed');
    return this.#running.vitals();
  }

  async open(): Promise<void> {
    this.#store = await openSqliteRuntimeStore({ path: this.path, lease: this.#lease });
    const store = this.#watched(this.#store);
    const complain = (_: object, message: string): void => {
      this.complaints.push(message);
      this.#wakeWatchers();
    };
    const say = (): void => undefined;
    this.#running = await createRuntime({
      store,
      clock: this.clock,
      limits: this.#limits,
      policies: this.#policies,
      log: { debug: say, info: say, warn: complain, error: complain },
      newId: this.#newId,
      telemetry: this.#telemetry,
    });
    await aMoment();
  }

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.close();
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Stops in good order and starts again on the same store. Workers must connect anew. */
  async restart(): Promise<void> {
    await this.close();
    await this.open();
  }

  /** A copy of the store files as a crash at this moment would leave them, opened by a runtime of its own. */
  copyAfterCrash(): RuntimeFixture {
    const folder = mkdtempSync(join(dirname(this.#folder), 'perdure-crashed-'));
    cpSync(this.#folder, folder, { recursive: true });
    const path = join(folder, 'perdure.db');
    const copy = new RuntimeFixture({
      limits: this.#limits,
      policies: this.#policies,
      path,
      clock: createManualClock(this.clock.now()),
      newId: this.#newId,
      // The process that the copy names as its holder is gone by the rules of the game, though it is this one.
      lease: { isGone: () => true },
    });
    onTestFinished(() => copy.remove());
    return copy;
  }

  /** The next commit throws this instead of writing. */
  failNextCommit(error: Error): void {
    this.#failures.push(error);
  }

  /** The next commit waits for `release`; `reached` resolves once it does, when what it holds is decided and not on disk. */
  holdNextCommit(): { readonly reached: Promise<void>; release(): void } {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    this.#holds.push(() => {
      reached.resolve();
      return released.promise;
    });
    return { reached: reached.promise, release: released.resolve };
  }

  /** No commit fails any more. */
  healDisk(): void {
    this.#failures.length = 0;
  }

  /** The store as the console reads it. */
  openConsole(): Promise<ConsoleStore> {
    return openSqliteConsoleStore({ path: this.path });
  }

  /** A worker that a test plays by hand, or that plays by itself. */
  worker(play?: Play, appId = APP): WorkerDouble {
    return new WorkerDouble({ runtime: this.runtime, appId, play });
  }

  /** A worker that keeps histories between turns, and says so. */
  keepingWorker(play?: Play): WorkerDouble {
    return new WorkerDouble({ runtime: this.runtime, appId: APP, play, keepsHistory: true });
  }

  start(instanceId: string, over: Partial<StartRequest> = {}): Promise<InstanceRef> {
    return this.runtime.start({
      ref: refOf(instanceId),
      name: 'Scripted',
      version: undefined,
      input: undefined,
      scheduledStartAt: undefined,
      tags: {},
      trace: undefined,
      unique: false,
      ...over,
    });
  }

  ended(ref: InstanceRef | string): Promise<InstanceDetail> {
    return this.runtime.waitFor(toRef(ref), 'ended', new AbortController().signal);
  }

  async history(ref: InstanceRef | string): Promise<readonly HistoryEvent[]> {
    return (await this.runtime.history(toRef(ref))) ?? [];
  }

  /** An instance as the store holds it at this moment. */
  stored(ref: InstanceRef): Promise<StoredInstance | undefined> {
    if (this.#store === undefined) throw new Error('the store was never opened');
    return this.#store.load(ref);
  }

  async kinds(ref: InstanceRef | string): Promise<readonly string[]> {
    return (await this.history(ref)).map((event) => event.kind);
  }

  async status(ref: InstanceRef | string): Promise<string | undefined> {
    return (await this.runtime.get(toRef(ref)))?.status;
  }

  /** Resolves when `holds` does; looked at now and after each commit. */
  async until(holds: () => Promise<boolean>): Promise<void> {
    for (;;) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#watchers.add(resolve);
      try {
        if (await holds()) return;
        await promise;
      } finally {
        this.#watchers.delete(resolve);
      }
    }
  }

  /** Resolves after the next commit, or the next complaint. */
  async nextCommit(): Promise<void> {
    let isFirst = true;
    await this.until(() => Promise.resolve(!isFirst || (isFirst = false)));
  }

  /** Resolves when the runtime has complained of this. */
  async complained(about: string): Promise<void> {
    await this.until(() => Promise.resolve(this.complaints.some((message) => message.includes(about))));
  }

  /** Lets time pass, a millisecond at a time, until all of these instances have ended. */
  async drive(ids: readonly string[]): Promise<void> {
    let isOver = false;
    const over = Promise.all(ids.map((id) => this.ended(id))).finally(() => {
      isOver = true;
    });
    while (!isOver) await this.tick();
    await over;
  }

  /** Lets everything happen that is under way in memory, then a millisecond pass. */
  async tick(): Promise<void> {
    await aMoment();
    this.clock.advance(1);
  }

  /**
   * Runs a whole instance of another app: whatever was to be handed out or recorded before has been by then. The way to
   * say that something did not happen.
   */
  async settled(): Promise<void> {
    const worker = this.worker({ workflows: { Barrier: () => [complete(1)] } }, BARRIER_APP);
    const ref = await this.start('', { ref: refOf('', BARRIER_APP), name: 'Barrier' });
    await this.ended(ref);
    worker.drop();
    await this.runtime.purge(ref, { recursive: false, force: false });
  }

  #wakeWatchers(): void {
    for (const wake of this.#watchers) wake();
  }

  #watched(store: RuntimeStore): RuntimeStore {
    return {
      commit: async (changes) => {
        await this.#holds.shift()?.();
        const failure = this.#failures.shift();
        if (failure !== undefined) throw failure;
        await store.commit(changes);
        setImmediate(() => this.#wakeWatchers());
      },
      load: (ref) => store.load(ref),
      readState: (place) => store.readState(place),
      allocateKey: () => store.allocateKey(),
      unfinishedWork: () => store.unfinishedWork(),
      due: (now, limit) => store.due(now, limit),
      nextDueAt: () => store.nextDueAt(),
      listIds: (appId, after, limit) => store.listIds(appId, after, limit),
      kinds: () => store.kinds(),
      createdWithin: (kind, span, limit) => store.createdWithin(kind, span, limit),
      endedBy: (ended, until, limit) => store.endedBy(ended, until, limit),
      close: () => store.close(),
    };
  }
}

function toRef(ref: InstanceRef | string): InstanceRef {
  return typeof ref === 'string' ? refOf(ref) : ref;
}

/** Lets everything happen that is under way in memory. */
function aMoment(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
