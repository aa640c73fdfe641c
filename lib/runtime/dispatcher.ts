import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { executionIdOf, isTerminating, isTurnDue, mayDispatch, type LiveInstance } from '@/lib/engine/live-instance';
import { targetAppOf } from '@/lib/engine/target-app';
import { beginTurn, type Turn } from '@/lib/engine/turn';
import type { Clock } from './clock';
import type { RuntimeLimits } from './limits';
import type { ConnectedWorker, WorkerConnection, WorkerStream } from './runtime-port';
import { createWorkQueue, taskKey, type QueuedTask } from './work-queue';
import { createWorkerPool, type PooledWorker, type WorkerPool } from './worker-pool';

/** A turn that a worker has. `answered`: its answer is being recorded, so another answer is a duplicate. */
export type OutstandingTurn = {
  readonly ref: InstanceRef;
  readonly executionId: string;
  readonly turn: Turn;
  readonly token: string;
  readonly worker: PooledWorker;
  readonly stopClock: () => void;
  answered: boolean;
};

/** An activity that a worker has. */
export type OutstandingTask = {
  readonly task: QueuedTask;
  readonly executionId: string;
  readonly token: string;
  readonly worker: PooledWorker;
};

export type DispatcherParts = {
  readonly clock: Clock;
  readonly limits: RuntimeLimits;
  readonly newId: () => string;
  /** The durable value of an instance if it is in memory. */
  readonly durable: (ref: InstanceRef) => LiveInstance | undefined;
  /** Asks for `refresh` with an instance that is not in memory. */
  readonly reload: (ref: InstanceRef) => void;
  /** A recorded terminate is no longer held up by a turn. */
  readonly finishTermination: (ref: InstanceRef) => void;
};

/**
 * Hands durable work to workers.
 *
 * 1. At most one turn of an instance is with a worker (B12), at most `perStream` items with one stream.
 * 2. Only what is durable is handed out.
 * 3. An item belongs to one stream; when the stream goes, the item is offered again at once (B16).
 */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #queue = createWorkQueue();
  readonly #pool: WorkerPool;
  readonly #turns = new Map<string, OutstandingTurn>();
  readonly #tasks = new Map<string, OutstandingTask>();
  /** Instances whose turn rests: for a while (a refused answer), or until a worker connects (stalled). */
  readonly #resting = new Map<string, InstanceRef>();
  /** Workers that could not take an instance on (B59, B60): its turn goes to any other. */
  readonly #unfit = new Map<string, Set<PooledWorker>>();

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.#pool = createWorkerPool(parts.limits.perStream);
  }

  /** Brings the queue in line with an instance that has just become durable. */
  refresh(instance: LiveInstance): void {
    const { ref } = instance;
    const key = refKey(ref);
    if (instance.state.completed !== undefined) this.#forgetTrouble(key);
    if (isTerminating(instance) && !this.#turns.has(key)) this.#parts.finishTermination(ref);
    const isFree = !this.#turns.has(key) && !this.#resting.has(key);
    this.#queue.setTurn(ref, isFree && isTurnDue(instance, this.#parts.clock.now()) ? 'due' : 'not due');
    const wanted = this.#openTasks(instance);
    this.#queue.setTasks(ref, wanted);
    for (const appId of new Set([ref.appId, ...[...wanted.values()].map((task) => task.appId)])) this.#pump(appId);
  }

  connected(): readonly ConnectedWorker[] {
    return this.#pool.connected();
  }

  hasTurn(ref: InstanceRef): boolean {
    return this.#turns.has(refKey(ref));
  }

  /** The turn that an answer is for; undefined when it is a late, duplicate or foreign one (B15, B20). */
  turnFor(ref: InstanceRef, token: string): OutstandingTurn | undefined {
    const item = this.#turns.get(refKey(ref));
    if (item === undefined || item.answered || (token !== '' && token !== item.token)) return undefined;
    return item;
  }

  taskFor(key: string): OutstandingTask | undefined {
    return this.#tasks.get(key);
  }

  /** The turn is over and its outcome durable (or lost): the instance may be handed out again. */
  releaseTurn(item: OutstandingTurn, rest: 'none' | 'a while' | 'until a worker connects'): void {
    const key = refKey(item.ref);
    if (this.#turns.get(key) === item) this.#endTurn(key, item);
    if (rest === 'none') this.#forgetTrouble(key);
    if (rest === 'a while') this.#restAWhile(item.ref);
    if (rest === 'until a worker connects') {
      this.#resting.set(key, item.ref);
      this.#unfit.set(key, (this.#unfit.get(key) ?? new Set()).add(item.worker));
    }
    this.#refreshAll([item.ref]);
    this.#pump(item.ref.appId);
  }

  /** An answer turned out to be for an earlier turn: this one is still waited for, from another worker if need be. */
  reopenTurn(item: OutstandingTurn): void {
    item.answered = false;
    if (!this.#pool.has(item.worker)) this.releaseTurn(item, 'none');
  }

  releaseTask(key: string, item: OutstandingTask): void {
    if (this.#tasks.get(key) === item) this.#tasks.delete(key);
    item.worker.outstanding.delete(key);
    this.#refreshAll([item.task.ref]);
    this.#pump(item.task.appId);
  }

  /** The answer of this turn is not waited for any more: a terminate has waited long enough. */
  abandonTurn(ref: InstanceRef): void {
    const item = this.#turns.get(refKey(ref));
    if (item !== undefined && !item.answered) this.#endTurn(refKey(ref), item);
    this.#refreshAll([ref]);
  }

  /** Nothing of a purged instance is to be handed out. */
  forget(ref: InstanceRef): void {
    this.#queue.setTurn(ref, 'not due');
    this.#queue.setTasks(ref, new Map());
    this.#forgetTrouble(refKey(ref));
    const item = this.#turns.get(refKey(ref));
    if (item === undefined) return;
    this.#endTurn(refKey(ref), item);
    this.#pump(ref.appId);
  }

  connect(stream: WorkerStream): WorkerConnection {
    const worker = this.#pool.add(stream, this.#parts.clock.now());
    const rested = [...this.#resting.values()].filter((ref) => ref.appId === stream.appId);
    for (const ref of rested) this.#resting.delete(refKey(ref));
    this.#refreshAll(rested);
    this.#pump(stream.appId);
    return { close: () => this.#drop(worker) };
  }

  endStreams(reason: string): void {
    for (const worker of this.#pool.all()) worker.stream.end(reason);
  }

  #openTasks(instance: LiveInstance): ReadonlyMap<string, QueuedTask> {
    const wanted = new Map<string, QueuedTask>();
    if (!mayDispatch(instance)) return wanted;
    const { ref } = instance;
    for (const [taskId, event] of instance.view.tasks) {
      const appId = targetAppOf(event.router, ref.appId);
      const key = taskKey(appId, ref.instanceId, taskId);
      if (!this.#tasks.has(key)) wanted.set(key, { ref, taskId, appId });
    }
    return wanted;
  }

  #pump(appId: string): void {
    for (;;) {
      const worker = this.#pool.roomiest(appId);
      if (worker === undefined) return;
      const ref = this.#queue.takeTurn(appId);
      if (ref !== undefined) {
        this.#withInstance(ref, (instance) => this.#sendTurn(instance, worker));
        continue;
      }
      const task = this.#queue.takeTask(appId);
      if (task === undefined) return;
      this.#withInstance(task.ref, (instance) => this.#sendTask(instance, task, worker));
    }
  }

  #withInstance(ref: InstanceRef, use: (instance: LiveInstance) => void): void {
    const instance = this.#parts.durable(ref);
    if (instance === undefined) this.#parts.reload(ref);
    else use(instance);
  }

  #sendTurn(instance: LiveInstance, roomiest: PooledWorker): void {
    const { clock, limits, newId } = this.#parts;
    const { ref } = instance;
    const key = refKey(ref);
    const now = clock.now();
    if (!isTurnDue(instance, now) || this.#turns.has(key)) return;
    const unfit = this.#unfit.get(key);
    const worker = unfit?.has(roomiest) === true ? this.#pool.roomiest(ref.appId, unfit) : roomiest;
    if (worker === undefined) {
      this.#restAWhile(ref);
      return;
    }
    const turn = beginTurn(instance, now);
    const token = newId();
    const executionId = executionIdOf(instance);
    const stopClock = clock.after(limits.turnTimeout, () => this.#giveUp(worker, ref));
    this.#turns.set(key, { ref, executionId, turn, token, worker, stopClock, answered: false });
    worker.outstanding.add(key);
    const router = { sourceAppId: ref.appId };
    const { instanceId } = ref;
    worker.stream.send({
      kind: 'turn',
      ...{ instanceId, executionId, past: instance.history, fresh: turn.fresh, router, token },
    });
  }

  #sendTask(instance: LiveInstance, task: QueuedTask, worker: PooledWorker): void {
    const { instanceId } = task.ref;
    const event = instance.view.tasks.get(task.taskId);
    const key = taskKey(task.appId, instanceId, task.taskId);
    if (event === undefined || !mayDispatch(instance) || this.#tasks.has(key)) return;
    const token = this.#parts.newId();
    const executionId = executionIdOf(instance);
    this.#tasks.set(key, { task, executionId, token, worker });
    worker.outstanding.add(key);
    const { name, version, input, trace, taskExecutionId } = event;
    worker.stream.send({
      kind: 'activity',
      ...{ instanceId, executionId, taskId: task.taskId, name, version, input, trace, taskExecutionId, token },
    });
  }

  #giveUp(worker: PooledWorker, ref: InstanceRef): void {
    const seconds = this.#parts.limits.turnTimeout / 1000;
    worker.stream.end(`a turn of ${ref.instanceId} was not answered within ${seconds} s`);
    this.#drop(worker);
  }

  #drop(worker: PooledWorker): void {
    if (!this.#pool.remove(worker)) return;
    const lost: InstanceRef[] = [];
    for (const [key, item] of this.#turns) {
      if (item.worker !== worker || item.answered) continue;
      lost.push(item.ref);
      this.#endTurn(key, item);
    }
    for (const [key, item] of this.#tasks) {
      if (item.worker !== worker) continue;
      lost.push(item.task.ref);
      this.#tasks.delete(key);
    }
    worker.outstanding.clear();
    this.#refreshAll(lost);
  }

  #endTurn(key: string, item: OutstandingTurn): void {
    item.stopClock();
    this.#turns.delete(key);
    item.worker.outstanding.delete(key);
  }

  #restAWhile(ref: InstanceRef): void {
    this.#resting.set(refKey(ref), ref);
    this.#parts.clock.after(this.#parts.limits.retryDelay, () => {
      this.#resting.delete(refKey(ref));
      this.#refreshAll([ref]);
    });
  }

  #forgetTrouble(key: string): void {
    this.#resting.delete(key);
    this.#unfit.delete(key);
  }

  #refreshAll(refs: readonly InstanceRef[]): void {
    const distinct = new Map(refs.map((ref) => [refKey(ref), ref]));
    for (const ref of distinct.values()) this.#withInstance(ref, (instance) => this.refresh(instance));
  }
}
