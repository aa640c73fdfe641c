import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import { executionIdOf, type LiveInstance } from '@/lib/engine/live-instance';
import type { LostTurns, OfferedTurn } from './lost-turns';
import type { Room } from './room';
import type { QueuedTask } from './work-queue';
import type { PooledWorker } from './worker-pool';

/** A turn that a worker has. `answered`: its answer is being recorded, so another answer is a duplicate. */
export type OutstandingTurn = OfferedTurn & {
  readonly name: string;
  readonly token: string;
  readonly sentAt: Instant;
  readonly worker: PooledWorker;
  readonly stopClock: () => void;
  answered: boolean;
  /** Stops the clock of a terminate that waits for this turn. */
  stopGrace?: (() => void) | undefined;
};

/** True when the run of a turn has ended, or another one has taken its id: no answer can count any more. */
export function isOver({ executionId }: OutstandingTurn, instance: LiveInstance): boolean {
  return instance.state.completed !== undefined || executionIdOf(instance) !== executionId;
}

/** An activity that a worker has. */
export type OutstandingTask = {
  readonly key: string;
  readonly task: QueuedTask;
  readonly name: string;
  readonly executionId: string;
  /** How many tries had failed when it was handed out. */
  readonly after: number;
  readonly token: string;
  readonly sentAt: Instant;
  readonly worker: PooledWorker;
  readonly stopClock: () => void;
};

/** A token for handing something out: it tells of which run the thing is, also to a runtime that did not hand it out. */
export function tokenFor(executionId: string, id: string): string {
  return `${id}.${executionId}`;
}

/** False when a token was given for another run; SDKs that echo none ('') could mean any. */
export function mayBeForRun(token: string, executionId: string): boolean {
  return token === '' || token.slice(token.indexOf('.') + 1) === executionId;
}

/** What workers have and have not answered: at most one turn per instance, one activity per task key. */
export class Outstanding {
  readonly #turns = new Map<string, OutstandingTurn>();
  readonly #tasks = new Map<string, OutstandingTask>();
  readonly #room: Room;
  /** Turns that nobody waits for, though a worker still has them: they keep their place on its stream. By token. */
  readonly #abandoned = new Map<string, OutstandingTurn>();
  /** Instances whose task has the key of another one that a worker has: told when that one is over. */
  readonly #behind = new Map<string, Map<string, InstanceRef>>();
  readonly #tasksOf = new Map<string, number>();
  readonly #lost: LostTurns;
  #given = 0;

  constructor(room: Room, lost: LostTurns) {
    this.#room = room;
    this.#lost = lost;
  }

  turnOf(ref: InstanceRef): OutstandingTurn | undefined {
    return this.#turns.get(refKey(ref));
  }

  /** The turn that an answer is for; undefined when it is a late, duplicate or foreign one (B15, B20). */
  turnFor(ref: InstanceRef, token: string): OutstandingTurn | undefined {
    if (token === '' && this.hasAbandoned(ref)) return undefined;
    const item = this.turnOf(ref);
    if (item === undefined || item.answered || (token !== '' && token !== item.token)) return undefined;
    return item;
  }

  addTurn(item: OutstandingTurn): void {
    const key = refKey(item.ref);
    this.#turns.set(key, item);
    this.#give(item.worker, key);
    this.#room.take('turn', item.ref.appId, item.name);
  }

  /** False when it was over already, or another turn has taken its place. */
  endTurn(item: OutstandingTurn): boolean {
    const key = refKey(item.ref);
    if (this.#turns.get(key) !== item) return false;
    item.stopClock();
    item.stopGrace?.();
    this.#turns.delete(key);
    item.worker.outstanding.delete(key);
    this.#room.giveBack('turn', item.ref.appId, item.name);
    return true;
  }

  /** Nobody waits for this turn any more; its worker is as busy as before, until it answers or its time is up. */
  abandonTurn(item: OutstandingTurn): void {
    const key = refKey(item.ref);
    if (this.#turns.get(key) !== item) return;
    item.stopGrace?.();
    this.#turns.delete(key);
    this.#abandoned.set(item.token, item);
    item.worker.outstanding.delete(key);
    item.worker.outstanding.add(item.token);
  }

  /** True while a worker may still answer a turn of this id that nobody waits for. */
  hasAbandoned(ref: InstanceRef): boolean {
    return this.#abandonedTurn(ref, '') !== undefined;
  }

  /** An answer came that is for no turn that is waited for; true when a worker is less busy for it. */
  endAbandoned(ref: InstanceRef, token: string): boolean {
    const item = this.#abandonedTurn(ref, token);
    if (item === undefined) return false;
    item.stopClock();
    this.#abandoned.delete(item.token);
    item.worker.outstanding.delete(item.token);
    this.#room.giveBack('turn', item.ref.appId, item.name);
    return true;
  }

  task(key: string): OutstandingTask | undefined {
    return this.#tasks.get(key);
  }

  /** How many activities of an instance are with workers. */
  tasksOf(ref: InstanceRef): number {
    return this.#tasksOf.get(refKey(ref)) ?? 0;
  }

  addTask(item: OutstandingTask): void {
    this.#tasks.set(item.key, item);
    this.#count(item.task.ref, 1);
    this.#give(item.worker, item.key);
    this.#room.take('activity', item.task.appId, item.name);
  }

  /** Notes that a task of `ref` cannot be handed out before the one with the same key is over. */
  waitBehind(key: string, ref: InstanceRef): void {
    const others = this.#behind.get(key) ?? new Map<string, InstanceRef>();
    this.#behind.set(key, others.set(refKey(ref), ref));
  }

  /** Forgets an activity; answers the instances that are to be looked at because of it. */
  endTask(item: OutstandingTask): readonly InstanceRef[] {
    item.stopClock();
    // Answered twice, or dropped and handed out again: the place on the stream belongs to what came after.
    if (this.#tasks.get(item.key) !== item) return [item.task.ref];
    this.#tasks.delete(item.key);
    this.#count(item.task.ref, -1);
    item.worker.outstanding.delete(item.key);
    this.#room.giveBack('activity', item.task.appId, item.name);
    const behind = this.#behind.get(item.key);
    this.#behind.delete(item.key);
    return [item.task.ref, ...(behind?.values() ?? [])];
  }

  /** Forgets everything that a lost worker has; answers the instances to look at. A turn being recorded stays. */
  endAllOf(worker: PooledWorker, now: Instant): readonly InstanceRef[] {
    const lost: InstanceRef[] = [];
    for (const item of this.#turns.values()) {
      if (item.worker !== worker || item.answered || !this.endTurn(item)) continue;
      lost.push(item.ref);
      this.#lost.add(item, now);
    }
    for (const item of this.#tasks.values()) {
      if (item.worker === worker) lost.push(...this.endTask(item));
    }
    for (const item of this.#abandoned.values()) {
      if (item.worker !== worker || !this.endAbandoned(item.ref, item.token)) continue;
      if (!this.#lost.hasAny(item.ref, now)) this.#lost.add(item, now);
    }
    worker.outstanding.clear();
    return lost;
  }

  #abandonedTurn(ref: InstanceRef, token: string): OutstandingTurn | undefined {
    const key = refKey(ref);
    return [...this.#abandoned.values()].find(
      (item) => refKey(item.ref) === key && (token === '' || token === item.token),
    );
  }

  #count(ref: InstanceRef, by: number): void {
    const count = this.tasksOf(ref) + by;
    if (count === 0) this.#tasksOf.delete(refKey(ref));
    else this.#tasksOf.set(refKey(ref), count);
  }

  #give(worker: PooledWorker, key: string): void {
    worker.outstanding.add(key);
    worker.lastGiven = this.#given += 1;
  }
}
