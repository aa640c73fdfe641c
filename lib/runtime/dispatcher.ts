import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { executionIdOf, isTerminating, isTurnDue, mayDispatch, type LiveInstance } from '@/lib/engine/live-instance';
import { beginTurn, type Turn } from '@/lib/engine/turn';
import type { Clock } from './clock';
import type { RuntimeLimits } from './limits';
import type { WorkerConnection, WorkerStream } from './runtime-port';
import { createWorkQueue, taskKey, type QueuedTask } from './work-queue';
import { createWorkerPool, type PooledWorker } from './worker-pool';

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

export type Dispatcher = ReturnType<typeof createDispatcher>;

/**
 * Hands durable work to workers.
 *
 * 1. At most one turn of an instance is with a worker (B12), at most `perStream` items with one stream.
 * 2. Only what is durable is handed out.
 * 3. An item belongs to one stream; when the stream goes, the item is offered again at once (B16).
 */
export function createDispatcher(parts: DispatcherParts) {
  const { clock, limits, newId } = parts;
  const queue = createWorkQueue();
  const pool = createWorkerPool(limits.perStream);
  const turns = new Map<string, OutstandingTurn>();
  const tasks = new Map<string, OutstandingTask>();
  /** Instances whose turn rests: until a time (a refused answer), or until a worker connects (stalled). */
  const resting = new Set<string>();

  /** Brings the queue in line with an instance that has just become durable. */
  function refresh(instance: LiveInstance): void {
    const { ref } = instance;
    const key = refKey(ref);
    if (isTerminating(instance) && !turns.has(key)) parts.finishTermination(ref);
    const due = isTurnDue(instance, clock.now()) && !turns.has(key) && !resting.has(key);
    queue.setTurn(ref, due ? 'due' : 'not due');
    const wanted = openTasks(instance);
    queue.setTasks(ref, wanted);
    for (const appId of new Set([ref.appId, ...[...wanted.values()].map((task) => task.appId)])) pump(appId);
  }

  function openTasks(instance: LiveInstance): ReadonlyMap<string, QueuedTask> {
    const wanted = new Map<string, QueuedTask>();
    if (!mayDispatch(instance)) return wanted;
    for (const [taskId, event] of instance.view.tasks) {
      const target = event.router?.targetAppId;
      const appId = target === undefined || target === '' ? instance.ref.appId : target;
      const key = taskKey(appId, instance.ref.instanceId, taskId);
      if (!tasks.has(key)) wanted.set(key, { ref: instance.ref, taskId, appId });
    }
    return wanted;
  }

  function pump(appId: string): void {
    for (;;) {
      const worker = pool.roomiest(appId);
      if (worker === undefined) return;
      const ref = queue.takeTurn(appId);
      if (ref !== undefined) {
        withInstance(ref, (instance) => sendTurn(instance, worker));
        continue;
      }
      const task = queue.takeTask(appId);
      if (task === undefined) return;
      withInstance(task.ref, (instance) => sendTask(instance, task, worker));
    }
  }

  function withInstance(ref: InstanceRef, use: (instance: LiveInstance) => void): void {
    const instance = parts.durable(ref);
    if (instance === undefined) parts.reload(ref);
    else use(instance);
  }

  function sendTurn(instance: LiveInstance, worker: PooledWorker): void {
    const key = refKey(instance.ref);
    if (!isTurnDue(instance, clock.now()) || turns.has(key)) return;
    const turn = beginTurn(instance, clock.now());
    const token = newId();
    const executionId = executionIdOf(instance);
    const stopClock = clock.after(limits.turnTimeout, () => giveUp(worker, `a turn of ${instance.ref.instanceId}`));
    turns.set(key, { ref: instance.ref, executionId, turn, token, worker, stopClock, answered: false });
    worker.outstanding.add(key);
    worker.stream.send({
      kind: 'turn',
      instanceId: instance.ref.instanceId,
      executionId,
      past: instance.history,
      fresh: turn.fresh,
      router: { sourceAppId: instance.ref.appId },
      token,
    });
  }

  function sendTask(instance: LiveInstance, task: QueuedTask, worker: PooledWorker): void {
    const event = instance.view.tasks.get(task.taskId);
    const key = taskKey(task.appId, task.ref.instanceId, task.taskId);
    if (event === undefined || !mayDispatch(instance) || tasks.has(key)) return;
    const token = newId();
    const executionId = executionIdOf(instance);
    tasks.set(key, { task, executionId, token, worker });
    worker.outstanding.add(key);
    const { instanceId } = task.ref;
    const { name, version, input, trace, taskExecutionId } = event;
    worker.stream.send({
      kind: 'activity',
      ...{ instanceId, executionId, taskId: task.taskId, name, version, input, trace, taskExecutionId, token },
    });
  }

  function giveUp(worker: PooledWorker, what: string): void {
    worker.stream.end(`${what} was not answered within ${limits.turnTimeout / 1000} s`);
    drop(worker);
  }

  function drop(worker: PooledWorker): void {
    if (!pool.remove(worker)) return;
    const lost = [
      ...[...turns.values()].filter((item) => item.worker === worker && !item.answered).map((item) => item.ref),
      ...[...tasks.values()].filter((item) => item.worker === worker).map((item) => item.task.ref),
    ];
    for (const [key, item] of turns) if (item.worker === worker && !item.answered) endTurn(key, item);
    for (const [key, item] of tasks) if (item.worker === worker) tasks.delete(key);
    worker.outstanding.clear();
    refreshAll(lost);
  }

  function endTurn(key: string, item: OutstandingTurn): void {
    item.stopClock();
    turns.delete(key);
    item.worker.outstanding.delete(key);
  }

  function refreshAll(refs: readonly InstanceRef[]): void {
    const distinct = new Map(refs.map((ref) => [refKey(ref), ref]));
    for (const ref of distinct.values()) withInstance(ref, refresh);
  }

  return {
    refresh,

    connected: () => pool.connected(),
    hasTurn: (ref: InstanceRef): boolean => turns.has(refKey(ref)),
    /** The turn that an answer is for; undefined when it is a late, duplicate or foreign one (B15, B20). */
    turnFor(ref: InstanceRef, token: string): OutstandingTurn | undefined {
      const item = turns.get(refKey(ref));
      if (item === undefined || item.answered || (token !== '' && token !== item.token)) return undefined;
      return item;
    },
    taskFor: (key: string): OutstandingTask | undefined => tasks.get(key),
    /** The turn is over and its outcome durable (or lost): the instance may be handed out again. */
    releaseTurn(item: OutstandingTurn, rest: 'none' | 'a while' | 'until a worker connects'): void {
      const key = refKey(item.ref);
      if (turns.get(key) === item) endTurn(key, item);
      if (rest !== 'none') resting.add(key);
      if (rest === 'a while')
        clock.after(limits.retryDelay, () => {
          resting.delete(key);
          refreshAll([item.ref]);
        });
      refreshAll([item.ref]);
      pump(item.ref.appId);
    },
    releaseTask(key: string, item: OutstandingTask): void {
      if (tasks.get(key) === item) tasks.delete(key);
      item.worker.outstanding.delete(key);
      refreshAll([item.task.ref]);
      pump(item.task.appId);
    },
    /** The answer of this turn is not wanted any more: a terminate has waited long enough. */
    abandonTurn(ref: InstanceRef): void {
      const item = turns.get(refKey(ref));
      if (item !== undefined && !item.answered) endTurn(refKey(ref), item);
      refreshAll([ref]);
    },
    /** Nothing of a purged instance is to be handed out. */
    forget(ref: InstanceRef): void {
      queue.setTurn(ref, 'not due');
      queue.setTasks(ref, new Map());
      const item = turns.get(refKey(ref));
      if (item !== undefined) endTurn(refKey(ref), item);
    },
    connect(stream: WorkerStream): WorkerConnection {
      const worker = pool.add(stream, clock.now());
      const rested = [...resting];
      resting.clear();
      for (const key of rested) refreshAll([refOfKey(key)]);
      pump(stream.appId);
      return { close: () => drop(worker) };
    },
    endStreams(reason: string): void {
      for (const worker of pool.all()) worker.stream.end(reason);
    },
  };
}

function refOfKey(key: string): InstanceRef {
  const [appId = '', instanceId = ''] = key.split('\n', 2);
  return { appId, instanceId };
}
