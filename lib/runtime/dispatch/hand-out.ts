import { executionIdOf, isTurnDue, mayDispatch, workflowName, type LiveInstance } from '@/lib/engine/live-instance';
import { propagatedTo } from '@/lib/engine/propagation';
import { isResting } from '@/lib/engine/repetitions';
import { beginTurn } from '@/lib/engine/turn';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { Telemetry } from '@/lib/telemetry/telemetry';
import type { Clock } from '../clock';
import type { KeptHistory } from './kept-history';
import type { RuntimeLimits } from '../limits';
import type { LostTurns } from './lost-turns';
import { tokenFor, type Outstanding } from './outstanding';
import type { Trouble } from './trouble';
import { taskKey, type QueuedTask } from './work-queue';
import type { PooledWorker, WorkerPool } from './worker-pool';

export type HandOutParts = {
  readonly clock: Clock;
  readonly limits: RuntimeLimits;
  readonly newId: () => string;
  readonly telemetry: Telemetry;
  /** False when the turn that is due must not be handed to any worker. */
  readonly admit: (instance: LiveInstance) => boolean;
  readonly pool: WorkerPool;
  readonly outstanding: Outstanding;
  readonly lost: LostTurns;
  readonly kept: KeptHistory;
  readonly trouble: Trouble;
  /** When this runtime started. */
  readonly startedAt: Instant;
  /** No worker may take this turn now. */
  readonly restAWhile: (ref: InstanceRef) => void;
  /** The worker has lost its stream. */
  readonly drop: (worker: PooledWorker) => void;
};

/** Gives one piece of work to one worker, if it is still to be done, and starts the clock that watches over it. */
export class HandOut {
  readonly #parts: HandOutParts;

  constructor(parts: HandOutParts) {
    this.#parts = parts;
  }

  /**
   * Hands out the turn of an instance, queued at `since`: to the worker that keeps its history if it may, else to
   * `roomiest`.
   */
  turn(instance: LiveInstance, roomiest: PooledWorker, since: Instant | undefined): void {
    const { clock, limits, newId, startedAt, outstanding, lost, kept, admit, restAWhile, telemetry } = this.#parts;
    const { ref, propagated } = instance;
    const now = clock.now();
    if (!isTurnDue(instance, now) || outstanding.turnOf(ref) !== undefined || !admit(instance)) return;
    const executionId = executionIdOf(instance);
    const keeper = kept.of(ref, executionId);
    const worker = this.#workerFor(ref, keeper?.worker, roomiest);
    if (worker === undefined) {
      restAWhile(ref);
      return;
    }
    const run = { ref, executionId, events: instance.history.length };
    const turn = lost.sameAs(run, now) ?? beginTurn(instance, now, startedAt);
    const token = tokenFor(executionId, newId());
    const omitted = keeper?.worker === worker ? keeper.events : 0;
    outstanding.addTurn({
      ...{ ...run, name: workflowName(instance), turn, token },
      ...{ sentAt: now, worker, answered: false },
      stopClock: this.#giveUpAfter(limits.turnTimeout, worker, `a turn of ${ref.instanceId}`),
    });
    const name = workflowName(instance);
    telemetry.observe({ kind: 'turn-handed-out', appId: ref.appId, name, waited: now - (since ?? now) });
    worker.stream.send({
      kind: 'turn',
      ...{ instanceId: ref.instanceId, executionId, omitted, past: instance.history.slice(omitted) },
      ...{ fresh: turn.fresh, router: { sourceAppId: ref.appId }, propagated, token },
    });
  }

  /** Hands out an activity. */
  task(instance: LiveInstance, task: QueuedTask, worker: PooledWorker): void {
    const { clock, limits, newId, outstanding, telemetry } = this.#parts;
    const { instanceId } = task.ref;
    const { taskId } = task;
    const event = instance.view.tasks.get(taskId);
    const key = taskKey(task.appId, instanceId, taskId);
    const step = instance.steps.get(taskId);
    if (event === undefined || isResting(step) || !mayDispatch(instance)) return;
    if (outstanding.task(key) !== undefined) {
      outstanding.waitBehind(key, task.ref);
      return;
    }
    const executionId = executionIdOf(instance);
    const token = tokenFor(executionId, newId());
    const { name, version, input, taskExecutionId } = event;
    const trace = telemetry.traces.ofActivity(instance.view.started, event);
    const now = clock.now();
    outstanding.addTask({
      ...{ key, task, name, executionId, after: step?.failedTries ?? 0, token, sentAt: now, worker },
      stopClock: this.#giveUpAfter(limits.activityTimeout, worker, `activity ${name} of ${instanceId}`),
    });
    telemetry.observe({ kind: 'activity-handed-out', appId: task.appId, name, waited: now - (task.since ?? now) });
    worker.stream.send({
      kind: 'activity',
      ...{ instanceId, executionId, taskId, name, version, input, trace, taskExecutionId, token },
      propagated: propagatedTo(instance, event),
    });
  }

  /** The worker that keeps the instance's history while it has room, else the roomiest that may take it on. */
  #workerFor(ref: InstanceRef, keeper: PooledWorker | undefined, roomiest: PooledWorker): PooledWorker | undefined {
    const { pool, trouble } = this.#parts;
    const unfit = trouble.unfitFor(ref);
    if (keeper !== undefined && pool.hasRoom(keeper) && unfit?.has(keeper) !== true) return keeper;
    return unfit?.has(roomiest) === true ? pool.roomiest(ref.appId, unfit) : roomiest;
  }

  /** A worker that does not answer in time loses its stream, so that a late answer cannot be taken for another's. */
  #giveUpAfter(timeout: number, worker: PooledWorker, what: string): () => void {
    if (timeout === Infinity) return () => undefined;
    return this.#parts.clock.after(timeout, () => {
      this.#parts.telemetry.observe({ kind: 'stream-given-up', appId: worker.stream.appId });
      worker.stream.end(`${what} was not answered within ${timeout / 1000} s`);
      this.#parts.drop(worker);
    });
  }
}
