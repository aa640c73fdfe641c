import type { EventOf, HistoryEvent } from '@/lib/domain/history-event';
import type { Instant } from '@/lib/domain/instant';
import { eventBytes } from './event-bytes';
import { IdMap } from './id-map';
import { withId, type IdRanges } from './id-ranges';
import { MapDraft } from './map-draft';

/**
 * What a history says about an instance.
 *
 * 1. A fold: the same events give the same state, in one go or in parts.
 * 2. Once `completed` is set no later event changes anything.
 * 3. A resolution (task, timer, child) counts once: what is not open is not touched.
 */
export type HistoryState = {
  readonly started: EventOf<'execution-started'> | undefined;
  readonly completed: EventOf<'execution-completed'> | undefined;
  /** The terminate request that was recorded, whether or not the end is. */
  readonly terminated: EventOf<'execution-terminated'> | undefined;
  readonly stalled: EventOf<'execution-stalled'> | undefined;
  readonly suspended: boolean;
  /** Scheduled and not resolved, by action id. */
  readonly tasks: ReadonlyMap<number, EventOf<'task-scheduled'>>;
  readonly timers: ReadonlyMap<number, EventOf<'timer-created'>>;
  readonly children: ReadonlyMap<number, EventOf<'child-created'>>;
  /** How often each call that has not succeeded yet was tried, by task execution id (retries share it). */
  readonly failedTries: ReadonlyMap<string, number>;
  /** Ids of all actions that were recorded. */
  readonly actionIds: IdRanges;
  readonly versionName: string | undefined;
  readonly patches: readonly string[];
  readonly firstTurnAt: Instant | undefined;
  readonly lastAt: Instant | undefined;
  /** About how much the events take on the wire and in the store. */
  readonly bytes: number;
};

export const EMPTY_STATE: HistoryState = {
  started: undefined,
  completed: undefined,
  terminated: undefined,
  stalled: undefined,
  suspended: false,
  tasks: IdMap.of(),
  timers: IdMap.of(),
  children: IdMap.of(),
  failedTries: new Map(),
  actionIds: [],
  versionName: undefined,
  patches: [],
  firstTurnAt: undefined,
  lastAt: undefined,
  bytes: 0,
};

/** Folds one event into a state. */
export function apply(state: HistoryState, event: HistoryEvent): HistoryState {
  return fold(state, [event]);
}

/** Folds events, in order, into a state. The given state is left as it is. */
export function fold(state: HistoryState, events: Iterable<HistoryEvent> & { readonly length: number }): HistoryState {
  if (events.length === 0) return state;
  const draft: Draft = {
    ...state,
    tasks: new MapDraft(state.tasks, IdMap.copyOf),
    timers: new MapDraft(state.timers, IdMap.copyOf),
    children: new MapDraft(state.children, IdMap.copyOf),
    failedTries: new MapDraft(state.failedTries, (map) => new Map(map)),
  };
  for (const event of events) {
    if (draft.completed !== undefined) break;
    foldInto(draft, event);
  }
  return {
    ...draft,
    tasks: draft.tasks.value,
    timers: draft.timers.value,
    children: draft.children.value,
    failedTries: draft.failedTries.value,
  };
}

/**
 * The open timer that an arriving external event makes needless: the oldest that awaits this name, in any case
 * (SDKs match names without regard to case; dapr-protocol B37).
 */
export function timerAwaiting({ timers }: Pick<HistoryState, 'timers'>, eventName: string): number | undefined {
  const wanted = eventName.toLowerCase();
  for (const [timerId, timer] of timers) {
    if (timer.origin?.kind === 'external-event' && timer.origin.name.toLowerCase() === wanted) return timerId;
  }
  return undefined;
}

type Draft = {
  -readonly [K in keyof HistoryState]: HistoryState[K] extends ReadonlyMap<infer Id, infer V>
    ? MapDraft<Id, V>
    : HistoryState[K];
};

function foldInto(draft: Draft, event: HistoryEvent): void {
  draft.bytes += eventBytes(event);
  draft.lastAt = Math.max(draft.lastAt ?? event.at, event.at);
  if (event.kind !== 'execution-stalled') draft.stalled = undefined;
  foldLifecycle(draft, event);
  foldStep(draft, event);
}

function foldLifecycle(draft: Draft, event: HistoryEvent): void {
  switch (event.kind) {
    case 'execution-started':
      draft.started ??= event;
      break;
    case 'execution-completed':
      draft.completed = event;
      break;
    case 'execution-terminated':
      draft.terminated ??= event;
      break;
    case 'execution-suspended':
      draft.suspended = true;
      break;
    case 'execution-resumed':
      draft.suspended = false;
      break;
    case 'execution-stalled':
      draft.stalled = event;
      break;
    case 'workflow-started':
      draft.firstTurnAt ??= event.at;
      draft.versionName ??= event.version?.name;
      draft.patches = withPatches(draft.patches, event.version?.patches ?? []);
      break;
    default:
  }
}

function foldStep(draft: Draft, event: HistoryEvent): void {
  switch (event.kind) {
    case 'task-scheduled':
      addAction(draft, event);
      draft.tasks.set(event.eventId, event);
      break;
    case 'task-completed':
    case 'task-failed':
      foldTaskEnd(draft, event);
      break;
    case 'timer-created':
      addAction(draft, event);
      draft.timers.set(event.eventId, event);
      break;
    case 'timer-fired':
      draft.timers.delete(event.timerId);
      break;
    case 'child-created':
      addAction(draft, event);
      draft.children.set(event.eventId, event);
      break;
    case 'child-completed':
    case 'child-failed':
      draft.children.delete(event.taskId);
      break;
    case 'event-raised': {
      const timerId = timerAwaiting({ timers: draft.timers.value }, event.name);
      if (timerId !== undefined) draft.timers.delete(timerId);
      break;
    }
    case 'detached-created':
    case 'event-sent':
      addAction(draft, event);
      break;
    default:
  }
}

function addAction(draft: Draft, { eventId }: HistoryEvent): void {
  draft.actionIds = withId(draft.actionIds, eventId);
}

function foldTaskEnd(draft: Draft, event: EventOf<'task-completed'> | EventOf<'task-failed'>): void {
  const task = draft.tasks.get(event.taskId);
  if (task === undefined) return;
  draft.tasks.delete(event.taskId);
  const call = task.taskExecutionId;
  if (call === '') return;
  if (event.kind === 'task-completed') draft.failedTries.delete(call);
  else draft.failedTries.set(call, (draft.failedTries.get(call) ?? 0) + 1);
}

/** Each turn records what is new, so a name that comes again was asked for again. */
function withPatches(known: readonly string[], fresh: readonly string[]): readonly string[] {
  return fresh.length === 0 ? known : [...known, ...fresh];
}
