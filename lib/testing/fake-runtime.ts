import { AppError } from '@/lib/domain/app-error';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { type InstanceDetail, type InstanceRef, refKey } from '@/lib/domain/instance';
import { hasEnded } from '@/lib/domain/instance-status';
import type {
  ActivityAnswer,
  ConnectedWorker,
  ImportRequest,
  PurgeFilter,
  PurgeHow,
  PurgeOutcome,
  RerunRequest,
  Runtime,
  StartRequest,
  StateOperation,
  StateStoreRef,
  TurnAnswer,
  WorkerConnection,
  WorkerStream,
} from '@/lib/runtime/runtime-port';

/** A runtime without an engine, for tests of doors: instances change only when a test says so. */
export class FakeRuntime implements Runtime {
  /** Every request that reached the runtime, in order. */
  readonly requests: { readonly name: string; readonly given: unknown }[] = [];
  connected: readonly ConnectedWorker[] = [];
  waiting: ReturnType<Runtime['backlog']> = [];
  readonly streams: { readonly stream: WorkerStream; closed: boolean }[] = [];
  #instances = new Map<string, InstanceDetail>();
  #history: readonly HistoryEvent[] = [];
  #failure: Error | undefined;
  #gate: Promise<void> = Promise.resolve();
  #watchers = new Set<() => void>();

  /** Puts an instance there, or changes it, and wakes whoever waits for it. */
  put(ref: InstanceRef, change: Partial<InstanceDetail> = {}): void {
    this.#instances.set(refKey(ref), { ...(this.#instances.get(refKey(ref)) ?? blank(ref)), ...change });
    this.#changed();
  }

  /** The next request of any kind fails with this. */
  failNext(error: Error): void {
    this.#failure = error;
  }

  /** Holds back answers to requests until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    return resolve;
  }

  /** The history of every instance. */
  setHistory(events: readonly HistoryEvent[]): void {
    this.#history = events;
  }

  /** Resolves when the predicate holds; asked again after each request and each change. */
  until(predicate: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!predicate()) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  async start(request: StartRequest): Promise<InstanceRef> {
    await this.#note('start', request);
    const ref = { ...request.ref, instanceId: request.ref.instanceId || 'made-up-id' };
    const existing = await this.get(ref);
    if (existing !== undefined && !hasEnded(existing.status)) {
      throw new AppError('conflict', `An active instance with the ID '${ref.instanceId}' already exists.`);
    }
    this.put(ref, { name: request.name, status: 'pending' });
    return ref;
  }

  get(ref: InstanceRef): Promise<InstanceDetail | undefined> {
    return Promise.resolve(this.#instances.get(refKey(ref)));
  }

  waitFor(ref: InstanceRef, goal: 'started' | 'ended', signal: AbortSignal): Promise<InstanceDetail> {
    this.requests.push({ name: 'waitFor', given: { ref, goal, signal } });
    this.#changed();
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(new AppError('timeout', 'The wait was given up.'));
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort);
      const arrived = (): boolean => {
        const status = this.#instances.get(refKey(ref))?.status;
        if (status === undefined) return false;
        return goal === 'ended' ? hasEnded(status) : status !== 'pending';
      };
      void this.until(arrived).then(() => resolve(this.#require(ref)));
    });
  }

  raiseEvent(ref: InstanceRef, event: { name: string; input: string | undefined }): Promise<void> {
    return this.#operate('raiseEvent', ref, event);
  }

  terminate(ref: InstanceRef, request: { output: string | undefined; recurse: boolean }): Promise<void> {
    return this.#operate('terminate', ref, request);
  }

  suspend(ref: InstanceRef, request: { reason: string | undefined }): Promise<void> {
    return this.#operate('suspend', ref, request);
  }

  resume(ref: InstanceRef, request: { reason: string | undefined }): Promise<void> {
    return this.#operate('resume', ref, request);
  }

  async purge(ref: InstanceRef, request: { recursive: boolean; force: boolean }): Promise<number> {
    await this.#operate('purge', ref, request);
    if (!hasEnded(this.#require(ref).status) && !request.force) {
      throw new AppError('precondition', `'${ref.instanceId}' is running: orchestration has not yet completed`);
    }
    this.#instances.delete(refKey(ref));
    return 1;
  }

  async purgeMatching(filter: PurgeFilter, how: PurgeHow, signal: AbortSignal): Promise<PurgeOutcome> {
    await this.#note('purgeMatching', { filter, how, signal });
    return { deleted: 3, complete: false };
  }

  async rerun(request: RerunRequest): Promise<InstanceRef> {
    await this.#note('rerun', request);
    this.#require(request.source);
    const created = { ...request.source, instanceId: request.newInstanceId ?? 'made-up-id' };
    this.put(created);
    return created;
  }

  async endWait(ref: InstanceRef, eventId: number): Promise<void> {
    await this.#note('endWait', { ref, eventId });
    this.#require(ref);
  }

  async readState(at: StateStoreRef, keys: readonly string[]): Promise<readonly undefined[]> {
    await this.#note('readState', { at, keys });
    return keys.map(() => undefined);
  }

  async changeState(at: StateStoreRef, operations: readonly StateOperation[]): Promise<void> {
    await this.#note('changeState', { at, operations });
  }

  async importRun(request: ImportRequest): Promise<void> {
    await this.#note('importRun', request);
  }

  async listIds(appId: string, after: string | undefined, limit: number): Promise<readonly string[]> {
    await this.#note('listIds', { appId, after, limit });
    const ids = [...this.#instances.values()].filter((one) => one.appId === appId).map((one) => one.instanceId);
    return ids
      .sort()
      .filter((id) => after === undefined || id > after)
      .slice(0, limit);
  }

  history(ref: InstanceRef): Promise<readonly HistoryEvent[] | undefined> {
    return Promise.resolve(this.#instances.has(refKey(ref)) ? this.#history : undefined);
  }

  connect(stream: WorkerStream): WorkerConnection {
    const entry = { stream, closed: false };
    this.streams.push(entry);
    this.#changed();
    return {
      close: () => {
        entry.closed = true;
        this.#changed();
      },
    };
  }

  completeActivity(answer: ActivityAnswer): Promise<void> {
    return this.#note('completeActivity', answer);
  }

  completeTurn(answer: TurnAnswer): Promise<void> {
    return this.#note('completeTurn', answer);
  }

  workers(): readonly ConnectedWorker[] {
    return this.connected;
  }

  backlog(): ReturnType<Runtime['backlog']> {
    return this.waiting;
  }

  async #operate(name: string, ref: InstanceRef, request: object): Promise<void> {
    this.#require(ref);
    await this.#note(name, { ref, ...request });
  }

  async #note(name: string, given: unknown): Promise<void> {
    this.requests.push({ name, given });
    this.#changed();
    const error = this.#failure;
    this.#failure = undefined;
    if (error !== undefined) throw error;
    await this.#gate;
  }

  #require(ref: InstanceRef): InstanceDetail {
    const instance = this.#instances.get(refKey(ref));
    if (instance === undefined) throw new AppError('not_found', `There is no instance '${ref.instanceId}'.`);
    return instance;
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}

function blank(ref: InstanceRef): InstanceDetail {
  return {
    ...ref,
    name: 'Order',
    status: 'running',
    createdAt: 1_000,
    updatedAt: 2_000,
    executionId: 'run-1',
    generation: 1,
    tags: {},
    waitingOn: { activities: [], openTasks: 0, children: [], events: [] },
    attempts: 0,
    historyLength: 2,
    revision: 1,
  };
}
