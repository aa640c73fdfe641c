import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { isTerminating, isTurnDue, workflowName, type LiveInstance } from '@/lib/engine/live-instance';
import type { Telemetry } from '@/lib/telemetry/telemetry';
import type { Clock } from '../clock';
import { HandOut } from './hand-out';
import { KeptHistory } from './kept-history';
import type { RuntimeLimits } from '../limits';
import { LostTurns } from './lost-turns';
import { LookedAt } from './looked-at';
import { openTasks } from './open-tasks';
import { isOver, Outstanding, type OutstandingTask, type OutstandingTurn } from './outstanding';
import { Pacing } from './pacing';
import type { RuntimePolicies } from '../policies';
import { Room } from './room';
import type { ConnectedWorker, WorkerConnection, WorkerStream } from '../runtime-port';
import { TakenWork } from './taken-work';
import { Trouble } from './trouble';
import { createWorkQueue, type Backlog, type WorkQueue } from './work-queue';
import { createWorkerPool, type PooledWorker, type WorkerPool } from './worker-pool';

export type DispatcherParts = {
  readonly clock: Clock;
  readonly limits: RuntimeLimits;
  readonly policies: RuntimePolicies;
  readonly newId: () => string;
  /** Instances with a smaller key were there before this runtime. */
  readonly firstKey: number;
  readonly telemetry: Telemetry;
  /** What may be acted on of an instance, if it is in memory. */
  readonly released: (ref: InstanceRef) => LiveInstance | undefined;
  /** Asks for `refresh` with an instance that is not in memory. */
  readonly reload: (ref: InstanceRef) => void;
  /** A recorded terminate is no longer held up by a turn. */
  readonly finishTermination: (ref: InstanceRef) => void;
  /** False when the turn that is due must not be handed to any worker. */
  readonly admit: (instance: LiveInstance) => boolean;
};

/**
 * Hands durable work to workers.
 *
 * 1. At most one turn of an instance is with a worker (B12), at most `perStream` items with one stream.
 * 2. Only what is durable, or rides there, is handed out.
 * 3. An item belongs to one stream; when the stream goes, the item is offered again at once (B16).
 */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #queue: WorkQueue;
  readonly #pool: WorkerPool;
  readonly #outstanding: Outstanding;
  readonly #lost: LostTurns;
  readonly #trouble = new Trouble();
  readonly #kept = new KeptHistory();
  readonly #lookedAt = new LookedAt();
  readonly #pacing: Pacing;
  readonly #taken = new TakenWork();
  readonly #handOut: HandOut;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    const room = new Room(parts.policies.of);
    this.#queue = createWorkQueue(room);
    const startedAt = parts.clock.now();
    this.#lost = new LostTurns(parts.limits.lateAnswers, { firstKey: parts.firstKey, at: startedAt });
    this.#outstanding = new Outstanding(room, this.#lost);
    this.#pool = createWorkerPool(parts.limits.perStream);
    this.#pacing = new Pacing(parts.clock, (ref) => this.#wake(ref));
    this.#handOut = new HandOut({
      ...parts,
      startedAt,
      pool: this.#pool,
      outstanding: this.#outstanding,
      lost: this.#lost,
      kept: this.#kept,
      trouble: this.#trouble,
      restAWhile: (ref) => this.#restAWhile(ref),
      drop: (worker) => this.#drop(worker),
    });
  }

  /** Brings the queue in line with an instance whose new value may be acted on. */
  refresh(instance: LiveInstance): void {
    const taken = this.#taken.end(instance.ref);
    if (taken !== undefined) this.#lookedAt.forget(instance);
    this.#queueTurn(instance);
    const apps = this.#lookedAt.isKnown(instance) ? [] : this.#queueTasks(instance);
    if (taken !== undefined) this.#queue.putBack(taken, workflowName(instance));
    for (const appId of new Set([instance.ref.appId, ...apps])) this.#pump(appId);
  }

  connected(): readonly ConnectedWorker[] {
    return this.#pool.connected();
  }

  backlog(): readonly Backlog[] {
    return this.#queue.backlog();
  }

  hasTurn(ref: InstanceRef): boolean {
    return this.#outstanding.turnOf(ref) !== undefined;
  }

  /** The turn that an answer is for; undefined when it is a late, duplicate or foreign one (B15, B20). */
  turnFor(ref: InstanceRef, token: string): OutstandingTurn | undefined {
    return this.#outstanding.turnFor(ref, token);
  }

  /** True when an answer without token may be one to a turn that was lost with its stream, or with the process before. */
  isDoubtful(instance: LiveInstance): boolean {
    return this.#lost.isDoubtful(instance, this.#parts.clock.now());
  }

  taskFor(key: string): OutstandingTask | undefined {
    return this.#outstanding.task(key);
  }

  /** The turn is over and its outcome durable (or lost): the instance may be handed out again. */
  releaseTurn(item: OutstandingTurn, rest: 'none' | 'a while' | 'until a worker connects'): void {
    // Purged meanwhile: what came of the turn says nothing of the next run on its id.
    if (!this.#outstanding.endTurn(item)) return;
    if (rest !== 'a while' && this.#isSureOf(item)) this.#kept.answered(item.ref, item);
    if (rest === 'none') this.#trouble.forget(item.ref);
    if (rest === 'a while') this.#restAWhile(item.ref);
    if (rest === 'until a worker connects') this.#holdForAnother(item);
    this.#pacing.turnEnded(item.ref, item.sentAt);
    // Its activities were looked at when its outcome became durable.
    if (rest === 'none') this.#withInstance(item.ref, (instance) => this.#queueTurn(instance));
    else this.#refreshAll([item.ref]);
    this.#pump(item.ref.appId);
  }

  /** False when the worker may keep something else: it is gone, or has a turn of an earlier run that it may answer yet. */
  #isSureOf({ ref, worker }: OutstandingTurn): boolean {
    return this.#pool.has(worker) && !this.#outstanding.hasAbandoned(ref);
  }

  /** An answer turned out to be for an earlier turn: this one is still waited for, from another worker if need be. */
  reopenTurn(item: OutstandingTurn): void {
    item.answered = false;
    if (!this.#pool.has(item.worker)) this.releaseTurn(item, 'none');
    else this.#refreshAll([item.ref]);
  }

  /** What came of a turn was acted on and could not be stored: the next turn of the instance is the same, with its time. */
  loseTurn(item: OutstandingTurn): void {
    this.#lost.add(item, this.#parts.clock.now());
  }

  /** True when a turn of the instance would be handed out at once. */
  opensTurn(instance: LiveInstance): boolean {
    const { ref } = instance;
    const isWithWorker = this.#outstanding.turnOf(ref)?.answered === false;
    if (isWithWorker || !this.#pool.hasOther(ref.appId)) return false;
    return isTurnDue(instance, this.#parts.clock.now()) && !this.#trouble.isResting(ref);
  }

  releaseTask(item: OutstandingTask): void {
    const refs = this.#outstanding.endTask(item);
    const instance = this.#parts.released(item.task.ref);
    const isResolved = instance?.view.tasks.has(item.task.taskId) === false;
    if (isResolved && refs.length === 1) this.#queueTurn(instance);
    else this.#refreshAll(refs);
    for (const appId of new Set([item.task.ref.appId, item.task.appId])) this.#pump(appId);
  }

  /** Ends an instance on which a terminate was recorded: now, or once the answer to its turn was waited for long enough. */
  #endSoon(ref: InstanceRef): void {
    const item = this.#outstanding.turnOf(ref);
    if (item === undefined) this.#parts.finishTermination(ref);
    else item.stopGrace ??= this.#parts.clock.after(this.#parts.limits.terminateGrace, () => this.#abandon(item));
  }

  /** The answer to this turn is not waited for any more, unless it is just being recorded. */
  #abandon(item: OutstandingTurn): void {
    item.stopGrace = undefined;
    if (item.answered) return;
    this.#outstanding.abandonTurn(item);
    this.#refreshAll([item.ref]);
    this.#pump(item.ref.appId);
  }

  /** A stalled turn goes to a worker that has not tried it, one that is connected or the next to come. */
  #holdForAnother({ ref, worker }: OutstandingTurn): void {
    if (this.#pool.has(worker)) this.#trouble.markUnfit(ref, worker);
    if (!this.#pool.hasOther(ref.appId, this.#trouble.unfitFor(ref))) this.#trouble.rest(ref);
  }

  /** Nothing of a purged instance is to be handed out. */
  forget(ref: InstanceRef): void {
    this.#taken.end(ref);
    this.#queue.setTurn(ref, undefined);
    this.#queue.setTasks(ref, new Map());
    this.#trouble.forget(ref);
    this.#kept.forget(ref);
    this.#pacing.forget(ref);
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
    this.#parts.telemetry.observe({ kind: 'stream-opened', appId: stream.appId });
    this.#refreshAll(this.#trouble.wakeApp(stream.appId));
    this.#pump(stream.appId);
    return { close: () => this.#drop(worker) };
  }

  endStreams(reason: string): void {
    for (const worker of this.#pool.all()) worker.stream.end(reason);
  }

  #wake(ref: InstanceRef): void {
    this.#withInstance(ref, (instance) => this.#queueTurn(instance));
    this.#pump(ref.appId);
  }

  #queueTurn(instance: LiveInstance): void {
    const { ref } = instance;
    if (instance.state.completed !== undefined) {
      this.#trouble.forget(ref);
      this.#kept.forget(ref);
      this.#pacing.forget(ref);
    }
    const item = this.#outstanding.turnOf(ref);
    if (item !== undefined && !item.answered && isOver(item, instance)) this.#outstanding.abandonTurn(item);
    const isFree = !this.hasTurn(ref);
    if (isTerminating(instance)) this.#endSoon(ref);
    const isDue = isFree && !this.#trouble.isResting(ref) && isTurnDue(instance, this.#parts.clock.now());
    const mayGo = isDue && this.#parts.admit(instance) && !this.#pacing.holds(instance, this.#outstanding.tasksOf(ref));
    this.#queue.setTurn(ref, mayGo ? workflowName(instance) : undefined, this.#parts.clock.now());
  }

  /** Queues the activities that may be handed out; answers the apps they are for. */
  #queueTasks(instance: LiveInstance): readonly string[] {
    const wanted = openTasks(instance, this.#outstanding);
    this.#queue.setTasks(instance.ref, wanted);
    return [...wanted.values()].map((task) => task.appId);
  }

  #pump(appId: string): void {
    for (;;) {
      const worker = this.#pool.roomiest(appId);
      if (worker === undefined) return;
      if (!this.#taken.hasRoom) return;
      const turn = this.#queue.takeTurn(appId);
      if (turn !== undefined) {
        if (this.#parts.released(turn) === undefined) this.#taken.addTurn(turn);
        this.#withInstance(turn, (instance) => this.#handOut.turn(instance, worker, turn.since));
        continue;
      }
      const task = this.#queue.takeTask(appId);
      if (task === undefined) return;
      if (this.#parts.released(task.ref) === undefined) this.#taken.addTask(task);
      this.#withInstance(task.ref, (instance) => this.#handOut.task(instance, task, worker));
    }
  }

  #withInstance(ref: InstanceRef, use: (instance: LiveInstance) => void): void {
    const instance = this.#parts.released(ref);
    if (instance === undefined) this.#parts.reload(ref);
    else use(instance);
  }

  #drop(worker: PooledWorker): void {
    if (!this.#pool.remove(worker)) return;
    this.#parts.telemetry.observe({ kind: 'stream-closed', appId: worker.stream.appId });
    this.#kept.forgetWorker(worker);
    this.#trouble.forgetWorker(worker);
    this.#refreshAll(this.#outstanding.endAllOf(worker, this.#parts.clock.now()));
    this.#pump(worker.stream.appId);
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
    for (const ref of distinct.values()) {
      this.#withInstance(ref, (instance) => {
        this.#lookedAt.forget(instance);
        this.refresh(instance);
      });
    }
  }
}
