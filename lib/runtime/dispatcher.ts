import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { executionIdOf, isTerminating, isTurnDue, mayDispatch, type LiveInstance } from '@/lib/engine/live-instance';
import { targetAppOf } from '@/lib/engine/target-app';
import { beginTurn } from '@/lib/engine/turn';
import type { Clock } from './clock';
import type { RuntimeLimits } from './limits';
import { Outstanding, tokenFor, type OutstandingTask, type OutstandingTurn } from './outstanding';
import type { ConnectedWorker, WorkerConnection, WorkerStream } from './runtime-port';
import { Trouble } from './trouble';
import { createWorkQueue, taskKey, type QueuedTask } from './work-queue';
import { createWorkerPool, type PooledWorker, type WorkerPool } from './worker-pool';

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
  readonly #outstanding = new Outstanding();
  readonly #trouble = new Trouble();

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.#pool = createWorkerPool(parts.limits.perStream);
  }

  /** Brings the queue in line with an instance that has just become durable. */
  refresh(instance: LiveInstance): void {
    const { ref } = instance;
    if (instance.state.completed !== undefined) this.#trouble.forget(ref);
    const isFree = !this.hasTurn(ref);
    if (isTerminating(instance) && isFree) this.#parts.finishTermination(ref);
    const mayGo = isFree && !this.#trouble.isResting(ref) && isTurnDue(instance, this.#parts.clock.now());
    this.#queue.setTurn(ref, mayGo ? 'due' : 'not due');
    const wanted = this.#openTasks(instance);
    this.#queue.setTasks(ref, wanted);
    for (const appId of new Set([ref.appId, ...[...wanted.values()].map((task) => task.appId)])) this.#pump(appId);
  }

  connected(): readonly ConnectedWorker[] {
    return this.#pool.connected();
  }

  hasTurn(ref: InstanceRef): boolean {
    return this.#outstanding.turnOf(ref) !== undefined;
  }

  /** The turn that an answer is for; undefined when it is a late, duplicate or foreign one (B15, B20). */
  turnFor(ref: InstanceRef, token: string): OutstandingTurn | undefined {
    return this.#outstanding.turnFor(ref, token);
  }

  taskFor(key: string): OutstandingTask | undefined {
    return this.#outstanding.task(key);
  }

  /** The turn is over and its outcome durable (or lost): the instance may be handed out again. */
  releaseTurn(item: OutstandingTurn, rest: 'none' | 'a while' | 'until a worker connects'): void {
    this.#outstanding.endTurn(item);
    if (rest === 'none') this.#trouble.forget(item.ref);
    if (rest === 'a while') this.#restAWhile(item.ref);
    if (rest === 'until a worker connects') {
      this.#trouble.rest(item.ref);
      this.#trouble.markUnfit(item.ref, item.worker);
    }
    this.#refreshAll([item.ref]);
    this.#pump(item.ref.appId);
  }

  /** An answer turned out to be for an earlier turn: this one is still waited for, from another worker if need be. */
  reopenTurn(item: OutstandingTurn): void {
    item.answered = false;
    if (!this.#pool.has(item.worker)) this.releaseTurn(item, 'none');
  }

  releaseTask(item: OutstandingTask): void {
    this.#refreshAll(this.#outstanding.endTask(item));
    this.#pump(item.task.appId);
  }

  /** The answer of this turn is not waited for any more: a terminate has waited long enough. */
  abandonTurn(ref: InstanceRef): void {
    const item = this.#outstanding.turnOf(ref);
    if (item !== undefined && !item.answered) this.#outstanding.abandonTurn(item);
    this.#refreshAll([ref]);
  }

  /** Nothing of a purged instance is to be handed out. */
  forget(ref: InstanceRef): void {
    this.#queue.setTurn(ref, 'not due');
    this.#queue.setTasks(ref, new Map());
    this.#trouble.forget(ref);
    const item = this.#outstanding.turnOf(ref);
    if (item === undefined) return;
    if (item.answered) this.#outstanding.endTurn(item);
    else this.#outstanding.abandonTurn(item);
    this.#pump(ref.appId);
  }

  /** A worker answered a turn that nobody waits for: it has room again, if it had that turn. */
  tookLateAnswer(ref: InstanceRef, token: string): void {
    if (this.#outstanding.endAbandoned(ref, token)) this.#pump(ref.appId);
  }

  connect(stream: WorkerStream): WorkerConnection {
    const worker = this.#pool.add(stream, this.#parts.clock.now());
    this.#refreshAll(this.#trouble.wakeApp(stream.appId));
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
      const held = this.#outstanding.task(key);
      if (held === undefined) wanted.set(key, { ref, taskId, appId });
      else if (refKey(held.task.ref) !== refKey(ref)) this.#outstanding.waitBehind(key, ref);
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
    const now = clock.now();
    if (!isTurnDue(instance, now) || this.hasTurn(ref)) return;
    const unfit = this.#trouble.unfitFor(ref);
    const worker = unfit?.has(roomiest) === true ? this.#pool.roomiest(ref.appId, unfit) : roomiest;
    if (worker === undefined) {
      this.#restAWhile(ref);
      return;
    }
    const turn = beginTurn(instance, now);
    const executionId = executionIdOf(instance);
    const token = tokenFor(executionId, newId());
    const name = instance.view.started?.name ?? '';
    const stopClock = this.#giveUpAfter(limits.turnTimeout, worker, `a turn of ${ref.instanceId}`);
    this.#outstanding.addTurn({ ref, name, executionId, turn, token, worker, stopClock, answered: false });
    const router = { sourceAppId: ref.appId };
    const { instanceId } = ref;
    worker.stream.send({
      kind: 'turn',
      ...{ instanceId, executionId, past: instance.history, fresh: turn.fresh, router, token },
    });
  }

  #sendTask(instance: LiveInstance, task: QueuedTask, worker: PooledWorker): void {
    const { limits, newId } = this.#parts;
    const { instanceId } = task.ref;
    const { taskId } = task;
    const event = instance.view.tasks.get(taskId);
    const key = taskKey(task.appId, instanceId, taskId);
    if (event === undefined || !mayDispatch(instance) || this.#outstanding.task(key) !== undefined) return;
    const executionId = executionIdOf(instance);
    const token = tokenFor(executionId, newId());
    const { name, version, input, trace, taskExecutionId } = event;
    const stopClock = this.#giveUpAfter(limits.activityTimeout, worker, `activity ${name} of ${instanceId}`);
    this.#outstanding.addTask({ key, task, name, executionId, token, worker, stopClock });
    worker.stream.send({
      kind: 'activity',
      ...{ instanceId, executionId, taskId, name, version, input, trace, taskExecutionId, token },
    });
  }

  /** A worker that does not answer in time loses its stream, so that a late answer cannot be taken for another's. */
  #giveUpAfter(timeout: number, worker: PooledWorker, what: string): () => void {
    if (timeout === Infinity) return () => undefined;
    return this.#parts.clock.after(timeout, () => {
      worker.stream.end(`${what} was not answered within ${timeout / 1000} s`);
      this.#drop(worker);
    });
  }

  #drop(worker: PooledWorker): void {
    if (this.#pool.remove(worker)) this.#refreshAll(this.#outstanding.endAllOf(worker));
  }

  #restAWhile(ref: InstanceRef): void {
    this.#trouble.rest(ref);
    this.#parts.clock.after(this.#parts.limits.retryDelay, () => {
      this.#trouble.wake(ref);
      this.#refreshAll([ref]);
    });
  }

  #refreshAll(refs: readonly InstanceRef[]): void {
    const distinct = new Map(refs.map((ref) => [refKey(ref), ref]));
    for (const ref of distinct.values()) this.#withInstance(ref, (instance) => this.refresh(instance));
  }
}
