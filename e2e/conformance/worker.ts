import { type ClientReadableStream, Metadata, type StatusObject } from '@grpc/grpc-js';
import type { WorkflowAction } from '@/lib/protocol/generated/actions';
import type { HistoryEvent } from '@/lib/protocol/generated/history';
import { TaskHubSidecarServiceService } from '@/lib/protocol/generated/service';
import type {
  ActivityRequest,
  ActivityResponse,
  WorkerCapability,
  WorkflowRequest,
  WorkflowResponse,
  WorkItem,
} from '@/lib/protocol/generated/work';
import { TaskHub } from './task-hub';

/** A workflow item as it came, with its completion token. */
export type Turn = WorkflowRequest & { readonly token: string };

/** An activity item as it came, with its completion token. */
export type Task = ActivityRequest & { readonly token: string; readonly instanceId: string };

/** What a workflow answers to a turn. */
export type WorkflowCode = (turn: Turn) => readonly WorkflowAction[];

/** What an activity answers: its result, or more of the message. */
export type ActivityCode = (task: Task) => string | Partial<ActivityResponse>;

export type WorkerOptions = {
  readonly capabilities?: readonly WorkerCapability[];
  /** Sent as `dapr-api-token`. */
  readonly token?: string;
  /** Workflows by name that the worker answers by itself; all other turns are left to the test. */
  readonly workflows?: Readonly<Record<string, WorkflowCode>>;
  /** Activities by name that the worker answers by itself; all others are left to the test. */
  readonly activities?: Readonly<Record<string, ActivityCode>>;
  /** Called when the target has accepted an answer that `workflows` or `activities` gave. */
  readonly onAccepted?: (answer: Accepted) => void;
  /** True: a target that cannot be reached yet is waited for. */
  readonly waitForReady?: boolean;
};

/** An answer that the target has accepted. */
export type Accepted =
  | { readonly kind: 'turn'; readonly turn: Turn; readonly actions: readonly WorkflowAction[] }
  | { readonly kind: 'task'; readonly task: Task };

export type TurnReply = Partial<WorkflowResponse> & {
  /** The name of the completion RPC; the newer one unless told. */
  readonly rpc?: 'completeWorkflowTask' | 'completeOrchestratorTask';
};

/** How long a test waits for an item before it fails, in milliseconds. */
const PATIENCE = 10_000;

/**
 * A worker without an SDK: opens a stream of work items, keeps every item as it came and answers what it is told. The
 * completion token is echoed unless an answer says otherwise (`completionToken: ''` leaves it out).
 */
export class Worker {
  /** Every item of this stream, taken or not. */
  readonly received: WorkItem[] = [];
  /** How the stream ended. */
  readonly ended: Promise<StatusObject>;
  /** Answers given by `workflows` and `activities` that were refused. */
  readonly refused: unknown[] = [];
  readonly #hub: TaskHub;
  readonly #stream: ClientReadableStream<WorkItem>;
  readonly #options: WorkerOptions;
  readonly #untaken: (Turn | Task)[] = [];
  readonly #watchers = new Set<() => void>();

  constructor(address: string, options: WorkerOptions = {}) {
    const { capabilities = [], token = process.env['TARGET_TOKEN'] } = options;
    this.#options = options;
    this.#hub = new TaskHub(address, token === undefined ? {} : { token });
    const metadata = new Metadata({ waitForReady: options.waitForReady === true });
    if (token !== undefined) metadata.set('dapr-api-token', token);
    const { path, requestSerialize, responseDeserialize } = TaskHubSidecarServiceService.getWorkItems;
    const request = { capabilities: [...capabilities] };
    this.#stream = this.#hub.client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      metadata,
    );
    this.ended = new Promise((resolve) => this.#stream.on('status', resolve));
    this.#stream.on('error', () => undefined);
    this.#stream.on('data', (item: WorkItem) => this.#take(item));
  }

  /** Resolves when the target knows the stream: a later call on its connection was answered. */
  async ready(): Promise<this> {
    await this.#hub.call('hello', {});
    return this;
  }

  /** The next workflow item, of one instance when named, that nobody took. */
  turn(instanceId?: string, signal?: AbortSignal): Promise<Turn> {
    const what = `a turn of ${instanceId ?? 'any instance'}`;
    return this.#next(what, (item): item is Turn => isTurn(item, instanceId), signal);
  }

  /** The next activity item, of one instance when named, that nobody took. */
  task(instanceId?: string): Promise<Task> {
    return this.#next(
      `an activity of ${instanceId ?? 'any instance'}`,
      (item): item is Task => !('newEvents' in item) && (instanceId === undefined || item.instanceId === instanceId),
    );
  }

  /** Items of one instance that came and that nobody took. */
  waiting(instanceId: string): readonly (Turn | Task)[] {
    return this.#untaken.filter((item) => item.instanceId === instanceId);
  }

  /** Every workflow item of one instance that ever came. */
  turnsOf(instanceId: string): readonly Turn[] {
    return this.received.map(fromWire).filter((item): item is Turn => isTurn(item, instanceId));
  }

  /** Answers a turn. Resolves when the target has accepted the answer; rejects with its ServiceError. */
  async answer(turn: Turn, actions: readonly WorkflowAction[], over: TurnReply = {}): Promise<void> {
    const { rpc = 'completeWorkflowTask', ...fields } = over;
    const { instanceId, token } = turn;
    await this.#hub.call(rpc, { instanceId, completionToken: token, ...fields, actions: [...actions] });
  }

  /** Takes the next turn of an instance and answers it; the turn is handed back. */
  async play(instanceId: string, actions: readonly WorkflowAction[], over: TurnReply = {}): Promise<Turn> {
    const turn = await this.turn(instanceId);
    await this.answer(turn, actions, over);
    return turn;
  }

  /** Answers an activity, with result `"ok"` unless told. */
  async finish(task: Task, over: Partial<ActivityResponse> = {}): Promise<void> {
    const { instanceId, taskId, token } = task;
    const result = over.failureDetails === undefined ? '"ok"' : undefined;
    await this.#hub.call('completeActivityTask', { instanceId, taskId, completionToken: token, result, ...over });
  }

  /** Drops the stream with whatever is outstanding on it; answers can still be given. */
  drop(): void {
    this.#stream.cancel();
  }

  /** Drops the stream and the connection. */
  close(): void {
    this.drop();
    this.#hub.close();
  }

  #take(wire: WorkItem): void {
    this.received.push(wire);
    const item = fromWire(wire);
    if (!this.#perform(item)) this.#untaken.push(item);
    for (const check of this.#watchers) check();
  }

  /** False when the test is to answer. */
  #perform(item: Turn | Task): boolean {
    const { workflows = {}, activities = {} } = this.#options;
    if (!('newEvents' in item)) {
      const outcome = activities[item.name]?.(item);
      if (outcome === undefined) return false;
      const over = typeof outcome === 'string' ? { result: outcome } : outcome;
      this.#settle(this.finish(item, over), { kind: 'task', task: item });
      return true;
    }
    const name = nameIn([...item.pastEvents, ...item.newEvents]);
    const actions = workflows[name]?.(item);
    if (actions === undefined) return false;
    this.#settle(this.answer(item, actions), { kind: 'turn', turn: item, actions });
    return true;
  }

  #settle(answered: Promise<void>, answer: Accepted): void {
    answered.then(
      () => this.#options.onAccepted?.(answer),
      (error: unknown) => this.refused.push(error),
    );
  }

  #next<Item extends Turn | Task>(
    what: string,
    wanted: (item: Turn | Task) => item is Item,
    signal?: AbortSignal,
  ): Promise<Item> {
    const { promise, resolve, reject } = Promise.withResolvers<Item>();
    const check = (): void => {
      const found = this.#untaken.find(wanted);
      if (found === undefined) return;
      this.#untaken.splice(this.#untaken.indexOf(found), 1);
      this.#watchers.delete(check);
      resolve(found);
    };
    this.#watchers.add(check);
    check();
    // Made here so that its stack tells which line of the test waited.
    const missing = new Error(`${what} did not come within ${PATIENCE / 1000} s`);
    const timeout = setTimeout(() => reject(missing), PATIENCE);
    signal?.addEventListener('abort', () => reject(new Error(`${what} is not waited for any more`)));
    return promise.finally(() => {
      clearTimeout(timeout);
      this.#watchers.delete(check);
    });
  }
}

/** The next turn of an instance, whichever worker gets it. */
export async function turnOfAny(
  workers: readonly Worker[],
  instanceId: string,
): Promise<{ readonly worker: Worker; readonly turn: Turn }> {
  const others = new AbortController();
  const takers = workers.map(async (worker) => ({ worker, turn: await worker.turn(instanceId, others.signal) }));
  try {
    return await Promise.any(takers);
  } finally {
    others.abort();
  }
}

function isTurn(item: Turn | Task, instanceId: string | undefined): item is Turn {
  return 'newEvents' in item && (instanceId === undefined || item.instanceId === instanceId);
}

function fromWire({ request, completionToken: token }: WorkItem): Turn | Task {
  switch (request?.$case) {
    case 'workflowRequest':
      return { ...request.value, token };
    case 'activityRequest':
      return { ...request.value, token, instanceId: request.value.workflowInstance?.instanceId ?? '' };
    case undefined:
      throw new Error('a work item without a request');
  }
}

function nameIn(events: readonly HistoryEvent[]): string {
  for (const { eventType } of events) if (eventType?.$case === 'executionStarted') return eventType.value.name;
  return '';
}
