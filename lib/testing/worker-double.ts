import type { HistoryEvent } from '@/lib/domain/history-event';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import type {
  ActivityAnswer,
  ActivityItem,
  Runtime,
  TurnAnswer,
  TurnItem,
  WorkerConnection,
  WorkItem,
} from '@/lib/runtime/runtime-port';
import { HistoryKeeper } from './history-keeper';
import { runScript, type Script } from './scripted-workflow';

/** A workflow's code: what it answers to all events so far. */
export type WorkflowCode = (events: readonly HistoryEvent[]) => readonly WorkflowAction[];

/** What a worker does with one item. A stream that is dropped comes back at once, without its items. */
export type Treatment =
  'answer' | 'answer without token' | 'answer twice' | 'wrong token' | 'unknown action' | 'ignore' | 'drop the stream';

/** A worker that answers by itself. */
export type Play = {
  /** Code or script by workflow name. */
  readonly workflows: Readonly<Record<string, WorkflowCode | Script>>;
  readonly activity?: (item: ActivityItem) => ActivityAnswer['outcome'];
  readonly treat?: (item: WorkItem) => Treatment;
};

type Parts = {
  readonly runtime: Runtime;
  readonly appId: string;
  readonly play?: Play | undefined;
  /** True: the worker keeps histories, and says so. */
  readonly keepsHistory?: boolean;
};

const DONE: ActivityAnswer['outcome'] = { kind: 'completed', result: '"ok"' };

/**
 * A worker without a network. With a `play` it answers by itself; without one a test takes each item and answers by hand.
 */
export class WorkerDouble {
  readonly received: WorkItem[] = [];
  /** Why the runtime ended the stream. */
  ended: string | undefined;
  /** Answers that the runtime rejected. */
  readonly rejected: unknown[] = [];
  mostOutstanding = 0;
  readonly keeper = new HistoryKeeper();
  readonly #parts: Parts;
  readonly #untaken: WorkItem[] = [];
  readonly #takers = new Set<() => void>();
  readonly #outstanding = new Set<string>();
  #connection: WorkerConnection | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.connect();
  }

  get turns(): readonly TurnItem[] {
    return this.received.filter((item) => item.kind === 'turn');
  }

  get activities(): readonly ActivityItem[] {
    return this.received.filter((item) => item.kind === 'activity');
  }

  connect(): void {
    const { appId, runtime } = this.#parts;
    // The runtime sends what it has while the stream is still opening.
    this.#connection = runtime.connect({
      appId,
      address: 'here',
      keepsHistory: this.#parts.keepsHistory === true,
      send: (item) => this.#take(item),
      end: (reason) => {
        this.ended = reason;
        this.#connection?.close();
        for (const wake of this.#takers) wake();
      },
    });
  }

  /** Closes the stream; what it has is not answered by a `play` any more. */
  drop(): void {
    this.#outstanding.clear();
    this.keeper.forgetAll();
    this.#connection?.close();
    this.#connection = undefined;
  }

  /** The next turn (of one instance when named) that no caller has taken. */
  async turn(instanceId?: string): Promise<TurnItem> {
    const item = await this.#next((candidate) => candidate.kind === 'turn' && isOf(candidate, instanceId));
    if (item.kind !== 'turn') throw new Error('not a turn');
    return item;
  }

  /** The next activity (of one instance when named) that no caller has taken. */
  async activity(instanceId?: string): Promise<ActivityItem> {
    const item = await this.#next((candidate) => candidate.kind === 'activity' && isOf(candidate, instanceId));
    if (item.kind !== 'activity') throw new Error('not an activity');
    return item;
  }

  /** True when an item has come that no caller has taken. */
  get hasMore(): boolean {
    return this.#untaken.length > 0;
  }

  /** All committed events of a turn, with those that this worker keeps. */
  wholePast(item: TurnItem): Promise<readonly HistoryEvent[]> {
    const { appId, runtime } = this.#parts;
    return this.keeper.complete(item, (instanceId) => runtime.history({ appId, instanceId }));
  }

  async untilEnded(): Promise<void> {
    while (this.ended === undefined) await this.#wakeUp();
  }

  answer(item: TurnItem, actions: readonly WorkflowAction[], over: Partial<TurnAnswer> = {}): Promise<void> {
    const { appId, runtime } = this.#parts;
    this.#outstanding.delete(keyOf(item));
    this.keeper.answered(item, actions);
    const ref = { appId, instanceId: item.instanceId };
    const { token } = item;
    return runtime.completeTurn({ ref, token, actions, customStatus: undefined, version: undefined, ...over });
  }

  finish(item: ActivityItem, over: Partial<ActivityAnswer> = {}): Promise<void> {
    const { appId, runtime } = this.#parts;
    this.#outstanding.delete(keyOf(item));
    const ref = { appId, instanceId: item.instanceId };
    const { taskId, token } = item;
    return runtime.completeActivity({ ref, taskId, token, outcome: DONE, ...over });
  }

  #take(item: WorkItem): void {
    this.received.push(item);
    this.#outstanding.add(keyOf(item));
    this.mostOutstanding = Math.max(this.mostOutstanding, this.#outstanding.size);
    const { play } = this.#parts;
    if (play !== undefined) queueMicrotask(() => this.#settle(this.#play(item, play)));
    else this.#untaken.push(item);
    for (const wake of this.#takers) wake();
  }

  async #play(item: WorkItem, play: Play): Promise<void> {
    if (item.kind === 'activity' || this.#parts.keepsHistory !== true) return this.#perform(item, play);
    this.#perform({ ...item, omitted: 0, past: await this.wholePast(item) }, play);
  }

  #perform(item: WorkItem, play: Play): void {
    const treatment = play.treat?.(item) ?? 'answer';
    switch (treatment) {
      case 'answer':
        return this.#reply(item, play);
      case 'answer without token':
        return this.#reply({ ...item, token: '' }, play);
      case 'answer twice':
        this.#reply(item, play);
        return this.#reply(item, play);
      case 'wrong token':
        this.#reply({ ...item, token: 'of another time' }, play);
        return this.#reply(item, play);
      case 'unknown action':
        if (item.kind === 'turn') this.#settle(this.answer(item, [{ kind: 'unknown', id: 1 }]));
        else this.#reply(item, play);
        return;
      case 'ignore':
        return;
      case 'drop the stream':
        this.drop();
        this.connect();
    }
  }

  #reply(item: WorkItem, play: Play): void {
    if (item.kind === 'activity') this.#settle(this.finish(item, { outcome: play.activity?.(item) ?? DONE }));
    else this.#settle(this.answer(item, actionsOf(item, play)));
  }

  /** A worker that is refused logs it and goes on. */
  #settle(answered: Promise<void>): void {
    answered.catch((error: unknown) => this.rejected.push(error));
  }

  async #next(wanted: (item: WorkItem) => boolean): Promise<WorkItem> {
    for (;;) {
      const index = this.#untaken.findIndex(wanted);
      const [item] = index < 0 ? [] : this.#untaken.splice(index, 1);
      if (item !== undefined) return item;
      await this.#wakeUp();
    }
  }

  async #wakeUp(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#takers.add(resolve);
    await promise;
    this.#takers.delete(resolve);
  }
}

function keyOf(item: WorkItem): string {
  return `${item.instanceId} ${item.kind === 'turn' ? 'turn' : item.taskId}`;
}

function isOf(item: WorkItem, instanceId: string | undefined): boolean {
  return instanceId === undefined || item.instanceId === instanceId;
}

function actionsOf({ past, fresh }: TurnItem, { workflows }: Play): readonly WorkflowAction[] {
  const events = [...past, ...fresh];
  const started = events.find((event) => event.kind === 'execution-started');
  const workflow = workflows[started?.name ?? ''];
  if (workflow === undefined) throw new Error(`no workflow is named ${started?.name ?? ''}`);
  return typeof workflow === 'function' ? workflow(events) : runScript(workflow, events);
}
