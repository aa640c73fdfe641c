import type { InstanceRef } from '@/lib/domain/instance';
import type { ActivityItem, Runtime, TurnItem, WorkerConnection, WorkItem } from '@/lib/runtime/runtime-port';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { HistoryKeeper } from '../history-keeper';
import type { RandomSource } from '../seed/random-source';
import { programNamed } from './expected-end';
import { outcomeOfActivity, replay, type SimApp, type SimPrograms } from './program';

/** What all workers of one simulation share. */
export type WorkerScope = {
  readonly random: RandomSource;
  readonly programs: SimPrograms;
  readonly runtime: () => Runtime;
  /** Told of each item at the moment it is handed out. */
  readonly onItem: (item: WorkItem, worker: SimWorker) => void;
  /** Told when a worker has answered an item for good. */
  readonly onAnswered: (item: WorkItem, worker: SimWorker) => void;
  /** Told before a worker gives the result of what it was handed and has not lost since; calls back once that is acknowledged. */
  readonly onAnswering: (item: ActivityItem, worker: SimWorker) => () => void;
  /** Gives an answer to a turn that may have been answered already, while nobody can take it for one to another run. */
  readonly onSecondAnswer: (item: WorkItem, worker: SimWorker) => void;
  /** Told of what a worker still held when its stream ended, and whether it means to answer that all the same. */
  readonly onLost: (items: readonly WorkItem[], worker: SimWorker, willAnswer: boolean) => void;
};

export type Manner =
  | 'answer'
  | 'answer twice'
  | 'wrong token first'
  | 'for another turn first'
  | 'unknown action'
  | 'leave and forget'
  | 'leave and answer later';

type Stream = { isOpen: boolean; connection: WorkerConnection | undefined };

const MANNERS: readonly Manner[] = [
  ...(['answer', 'answer', 'answer', 'answer', 'answer', 'answer twice', 'wrong token first'] as const),
  ...(['for another turn first', 'unknown action', 'leave and forget', 'leave and answer later'] as const),
];

/** A worker that keeps what it gets until told to go on with one thing, in whatever order and manner. */
export class SimWorker {
  readonly appId: SimApp;
  readonly echoesToken: boolean;
  readonly held = new Set<WorkItem>();
  /** Held, though a late answer without token may have been taken for the answer to it: the runtime may not wait for it. */
  readonly shared = new WeakSet<WorkItem>();
  readonly #scope: WorkerScope;
  readonly #keeper: HistoryKeeper | undefined;
  /** The whole past of a turn as it was when the turn came. */
  readonly #pastOf = new WeakMap<WorkItem, Promise<readonly HistoryEvent[]>>();
  /** What went with a stream: another may have it now. */
  readonly #lost = new WeakSet<WorkItem>();
  #stream: Stream | undefined;

  constructor(
    scope: WorkerScope,
    appId: SimApp,
    { echoesToken, keepsHistory }: { readonly echoesToken: boolean; readonly keepsHistory: boolean },
  ) {
    this.#scope = scope;
    this.appId = appId;
    this.echoesToken = echoesToken;
    this.#keeper = keepsHistory ? new HistoryKeeper() : undefined;
  }

  /** How many items the runtime must think this worker has. */
  get load(): number {
    return [...this.held].filter((item) => !this.shared.has(item)).length;
  }

  /** Another worker answers this late and without token, which nobody can tell from an answer to what is held. */
  shareAnswer(answered: WorkItem): void {
    for (const item of this.held) {
      if (item.kind !== answered.kind || item.instanceId !== answered.instanceId) continue;
      if (item.kind === 'activity' && answered.kind === 'activity' && item.taskId !== answered.taskId) continue;
      this.shared.add(item);
      this.#scope.onAnswered(item, this);
    }
  }

  get isConnected(): boolean {
    return this.#stream !== undefined;
  }

  connect(): void {
    // Items come while the stream is still opening; one that was given up in that moment stays closed.
    const stream: Stream = { isOpen: true, connection: undefined };
    this.#stream = stream;
    stream.connection = this.#scope.runtime().connect({
      appId: this.appId,
      address: 'simulated',
      keepsHistory: this.#keeper !== undefined,
      send: (item) => {
        if (!stream.isOpen) return;
        this.held.add(item);
        if (item.kind === 'turn' && this.#keeper !== undefined) this.#pastOf.set(item, this.#wholePast(item));
        this.#scope.onItem(item, this);
      },
      end: () => this.#close(stream, true),
    });
    if (!stream.isOpen) stream.connection.close();
  }

  /** Ends the stream from this side; what was held may still be answered, late. */
  leave(willAnswer = true): void {
    if (this.#stream !== undefined) this.#close(this.#stream, willAnswer);
  }

  #close(stream: Stream, willAnswer: boolean): void {
    if (!stream.isOpen) return;
    stream.isOpen = false;
    this.#stream = undefined;
    const lost = [...this.held];
    this.held.clear();
    for (const item of lost) this.#lost.add(item);
    this.#keeper?.forgetAll();
    this.#scope.onLost(lost, this, willAnswer);
    stream.connection?.close();
  }

  /** Goes on with one held item. */
  act(manner: Manner = this.#scope.random.pick(MANNERS)): void {
    const { random } = this.#scope;
    if (this.held.size === 0) return;
    const item = random.pick([...this.held]);
    if (manner === 'leave and forget' || manner === 'leave and answer later') {
      return this.leave(manner === 'leave and answer later');
    }
    if (manner === 'wrong token first') this.answer(item, { token: 'of another time' });
    if (manner === 'for another turn first') this.#answerForAStranger(item);
    this.held.delete(item);
    // The next task with this number, of another generation, could not be told from it.
    if (item.kind === 'activity' && this.shared.has(item)) return;
    this.#scope.onAnswered(item, this);
    if (this.shared.has(item)) return this.#scope.onSecondAnswer(item, this);
    if (manner === 'unknown action' && item.kind === 'turn') return this.#answerTurn(item, this.#tokenOf(item), true);
    this.answer(item);
    if (manner === 'answer twice' && this.echoesToken) this.answer(item);
  }

  /** Answers an item, whether or not it is held. */
  answer(item: WorkItem, { token = this.#tokenOf(item) }: { readonly token?: string } = {}): void {
    if (item.kind === 'turn') this.#answerTurn(item, token, false);
    else this.#answerActivity(item, token);
  }

  #answerForAStranger(item: WorkItem): void {
    const stranger: WorkItem = { ...item, instanceId: 'never-heard-of' };
    const past = this.#pastOf.get(item);
    if (past !== undefined) this.#pastOf.set(stranger, past);
    this.answer(stranger);
  }

  #tokenOf(item: WorkItem): string {
    return this.echoesToken ? item.token : '';
  }

  #wholePast(item: TurnItem): Promise<readonly HistoryEvent[]> {
    const fetch = (): Promise<readonly HistoryEvent[] | undefined> => this.#scope.runtime().history(this.#refOf(item));
    const past = this.#keeper?.complete(item, fetch) ?? Promise.resolve(item.past);
    // A runtime that is closed meanwhile tells nothing; the worker then has nothing to answer.
    past.catch(() => undefined);
    return past;
  }

  #answerTurn(item: TurnItem, token: string, unknown: boolean): void {
    const past = this.#pastOf.get(item);
    if (past === undefined) quietly(this.#complete(item, item.past, { token, unknown }));
    else quietly(past.then((events) => this.#complete(item, events, { token, unknown })));
  }

  #complete(
    item: TurnItem,
    past: readonly HistoryEvent[],
    { token, unknown }: { readonly token: string; readonly unknown: boolean },
  ): Promise<void> {
    const events = [...past, ...item.fresh];
    const name = events.find((event) => event.kind === 'execution-started')?.name ?? '';
    const program = programNamed(this.#scope.programs, name);
    const actions = replay({ program, appId: this.appId, instanceId: item.instanceId }, events);
    const all = unknown ? [...actions, { kind: 'unknown' as const, id: 99 }] : actions;
    this.#keeper?.answered(item, all);
    const answer = { ref: this.#refOf(item), token, actions: all, customStatus: '', version: undefined };
    return this.#scope.runtime().completeTurn(answer);
  }

  #answerActivity(item: ActivityItem, token: string): void {
    const { ok, text } = outcomeOfActivity(item.input ?? '');
    const failure = { type: 'Planned', message: text, nonRetriable: false };
    const outcome = ok ? ({ kind: 'completed', result: text } as const) : ({ kind: 'failed', failure } as const);
    const { taskId } = item;
    const acknowledged =
      token === item.token && !this.#lost.has(item) ? this.#scope.onAnswering(item, this) : undefined;
    const answered = this.#scope.runtime().completeActivity({ ref: this.#refOf(item), taskId, token, outcome });
    quietly(answered.then(acknowledged));
  }

  #refOf(item: WorkItem): InstanceRef {
    return { appId: this.appId, instanceId: item.instanceId };
  }
}

/** A worker that is refused logs it and goes on. */
function quietly(answered: Promise<void>): void {
  answered.catch(() => undefined);
}
