import { durationWords } from '@/lib/domain/duration-words';
import type { EventOf, HistoryEvent } from '@/lib/domain/history-event';
import type { Instant } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
import { Flow } from './flow';
import type { Graph, GraphNode, HoldNode, StallNode, StepNode, SuspensionNode } from './graph';
import type { HistoryEntry } from './history-entry';
import { addTries, closeOpen } from './close-steps';
import { pairEvents, type EventPairs } from './pair-events';
import { lastTry, StepBook, type Place, type StepDraft } from './step-book';

export type GraphOptions = {
  /** The app whose history this is; children run there unless their event says otherwise. */
  readonly appId: string;
  /** From the second generation on, the graph begins with a marker. */
  readonly generation?: number | undefined;
  /** When a worker first took the run, if it is known; otherwise the first turn of this history says so. */
  readonly startedAt?: Instant | undefined;
  /** Action ids of steps whose result came after the run had ended. */
  readonly discarded?: ReadonlySet<number> | undefined;
  /** Steps as the store keeps them, by action id: history does not tell of tries that the runtime repeats by itself. */
  readonly stored?: ReadonlyMap<number, Step> | undefined;
};

type Open<Node> = { -readonly [K in keyof Node]: Node[K] };

type Reading = {
  readonly options: GraphOptions;
  readonly pairs: EventPairs;
  readonly book: StepBook;
  readonly flow: Flow;
  readonly nodes: GraphNode[];
  readonly retryTimers: Map<number, StepDraft>;
  readonly suspensions: Open<SuspensionNode>[];
  readonly stalls: Open<StallNode>[];
  readonly stray: Set<string>;
  /** Steps that failed in this turn, oldest first. */
  readonly failed: StepDraft[];
  events: number;
  announcesEvents: boolean;
  startedAt: Instant | undefined;
  turnAt: Instant | undefined;
};

/** How many entries are read at a stretch by who takes turns with others. */
const STRETCH = 200;

/**
 * Turns the history of one run (its current generation) into steps and the order they led to each other in. Reads
 * nothing but history. Node ids follow action ids, so a longer history of the same run keeps every node it had.
 */
export function buildGraph(entries: readonly HistoryEntry[], options: GraphOptions): Graph {
  const building = buildGraphInTurns(entries, options);
  for (;;) {
    const turn = building.next();
    if (turn.done === true) return turn.value;
  }
}

/** The same for a long history, in turns between which something else may be done. */
export function* buildGraphInTurns(
  entries: readonly HistoryEntry[],
  options: GraphOptions & { readonly pairs?: EventPairs | undefined },
): Generator<undefined, Graph> {
  const reading: Reading = {
    options,
    pairs: options.pairs ?? pairEvents(entries),
    book: new StepBook(options.appId),
    flow: new Flow(),
    nodes: [startNode(entries)],
    retryTimers: new Map(),
    suspensions: [],
    stalls: [],
    stray: new Set(),
    failed: [],
    events: 0,
    announcesEvents: false,
    startedAt: options.startedAt,
    turnAt: undefined,
  };
  const generation = options.generation ?? 1;
  if (generation > 1) reading.nodes.push({ type: 'generation', id: 'generation', generation });
  for (const [index, entry] of entries.entries()) {
    if (index % STRETCH === 0) yield;
    read(reading, entry);
  }
  yield;
  return finish(reading, generation > 1);
}

function startNode(entries: readonly HistoryEntry[]): GraphNode {
  const started = entries.find(({ event }) => event.kind === 'execution-started')?.event;
  const name = started?.kind === 'execution-started' ? started.name : '';
  return { type: 'start', id: 'start', name, at: started?.at ?? entries[0]?.event.at ?? 0 };
}

function read(reading: Reading, entry: HistoryEntry): void {
  const { event } = entry;
  switch (event.kind) {
    case 'workflow-started':
      reading.turnAt = event.at;
      reading.failed.length = 0;
      reading.startedAt ??= event.at;
      reading.flow.turn();
      return release(reading, entry, reading.stalls);
    case 'task-scheduled':
      return ask(reading, entry, { kind: 'activity', name: event.name, retries: event });
    case 'child-created':
      return ask(reading, entry, { kind: 'child', name: event.name, retries: event });
    case 'timer-created':
      return readTimer(reading, entry, event);
    case 'detached-created':
      return ask(reading, entry, { kind: 'detached', name: event.instanceId });
    case 'event-sent':
      return ask(reading, entry, { kind: 'message', name: event.name });
    case 'task-completed':
    case 'task-failed':
    case 'child-completed':
    case 'child-failed':
    case 'timer-fired':
      return resolve(reading, entry);
    case 'event-raised':
      return readEvent(reading, entry, event);
    case 'execution-suspended':
      return suspend(reading, entry, event.reason);
    case 'execution-resumed':
      return release(reading, entry, reading.suspensions);
    case 'execution-stalled':
      return stall(reading, event);
    case 'execution-completed':
      return end(reading, entry, event);
    case 'execution-started':
    case 'execution-terminated':
    case 'workflow-completed':
    case 'continue-as-new':
      return;
  }
}

type Asked = {
  readonly kind: StepNode['kind'];
  readonly name: string;
  readonly retries?: EventOf<'task-scheduled'> | EventOf<'child-created'>;
};

function ask({ book, flow, nodes }: Reading, entry: HistoryEntry, { kind, name, retries }: Asked): void {
  const retried = retries === undefined ? undefined : book.retry(entry, retries);
  if (retried !== undefined) return flow.retried(retried.id);
  const step = book.add(entry, { kind, name, id: `${kind}-${entry.event.eventId}` });
  nodes.push(step);
  flow.scheduled(step.id, `${kind} ${name}`);
  if (kind === 'detached' || kind === 'message') settle({ step, attempt: lastTry(step) }, entry);
}

function readTimer(reading: Reading, entry: HistoryEntry, event: EventOf<'timer-created'>): void {
  if (event.origin !== undefined) reading.announcesEvents = true;
  const delayed = reading.book.delayedBy(event) ?? delayedUnsaid(reading, event);
  if (delayed === undefined) {
    const awaited = event.origin?.kind === 'external-event' ? event.origin.name : undefined;
    const span = durationWords(event.fireAt - Math.floor(reading.turnAt ?? event.at));
    const plain = { kind: 'timer', name: event.name ? `${event.name} ${span}` : `sleep ${span}` } as const;
    return ask(reading, entry, awaited === undefined ? plain : { kind: 'event', name: awaited });
  }
  const attempt = lastTry(delayed);
  attempt.retryAt = event.fireAt;
  delayed.retryAt = event.fireAt;
  delayed.retryTimerId = event.eventId;
  delayed.status = 'scheduled';
  delayed.sequences.push(entry.sequence);
  reading.retryTimers.set(entry.sequence, delayed);
  reading.flow.retried(delayed.id);
}

/** The Java SDK names the delay of a retry for the workflow and says no more: it belongs to what has just failed. */
function delayedUnsaid({ nodes, failed }: Reading, { name, origin }: EventOf<'timer-created'>): StepDraft | undefined {
  const [start] = nodes;
  if (origin !== undefined || start?.type !== 'start' || name !== `${start.name}-retry`) return undefined;
  return failed.shift();
}

function resolve(reading: Reading, entry: HistoryEntry): void {
  const pair = reading.pairs.get(entry.sequence);
  if (pair === undefined) return;
  const delayed = reading.retryTimers.get(pair.partner);
  if (delayed !== undefined) {
    delayed.sequences.push(entry.sequence);
    delayed.retryTimerId = undefined;
    return;
  }
  const place = reading.book.placeOf(pair.partner);
  if (place === undefined) return;
  settle(place, entry);
  if (place.step.status === 'failed') reading.failed.push(place.step);
  if (!entry.pending) reading.flow.resolved(place.step.id);
}

function settle({ step, attempt }: Place, { event, sequence, pending }: HistoryEntry): void {
  const failed = event.kind === 'task-failed' || event.kind === 'child-failed';
  step.timedOut = event.kind === 'timer-fired' && step.kind === 'event';
  attempt.status = failed ? 'failed' : 'completed';
  attempt.endedAt = event.at;
  attempt.endedSequence = sequence;
  attempt.output = outputOf(event);
  if ('failure' in event) attempt.failure = event.failure;
  step.status = attempt.status;
  step.endedAt = event.at;
  step.pending = pending;
  if (!step.sequences.includes(sequence)) step.sequences.push(sequence);
}

function outputOf(event: HistoryEvent): string | undefined {
  if ('result' in event) return event.result;
  return event.kind === 'event-raised' ? event.input : undefined;
}

function readEvent(reading: Reading, entry: HistoryEntry, event: EventOf<'event-raised'>): void {
  if (reading.pairs.has(entry.sequence)) return resolve(reading, entry);
  reading.events += 1;
  const step = reading.book.add(entry, { kind: 'event', name: event.name, id: `raised-${reading.events}` });
  const attempt = lastTry(step);
  attempt.input = undefined;
  attempt.scheduledSequence = undefined;
  settle({ step, attempt }, entry);
  reading.nodes.push(step);
  reading.stray.add(step.id);
  if (entry.pending) reading.flow.received(step.id);
  else reading.flow.arrived(step.id);
}

function suspend({ suspensions, nodes, flow }: Reading, entry: HistoryEntry, reason: string | undefined): void {
  if (entry.pending || lasting(suspensions) !== undefined) return;
  const id = `suspension-${suspensions.length + 1}`;
  const node: SuspensionNode = { type: 'suspension', id, from: entry.event.at, reason };
  suspensions.push(node);
  nodes.push(node);
  flow.suspended(id);
}

function stall({ stalls, nodes, flow }: Reading, { at, reason, description }: EventOf<'execution-stalled'>): void {
  const known = lasting(stalls);
  if (known !== undefined) return void Object.assign(known, { reason, description });
  const node: StallNode = { type: 'stall', id: `stall-${stalls.length + 1}`, from: at, reason, description };
  stalls.push(node);
  nodes.push(node);
  flow.suspended(node.id);
}

function release({ flow }: Reading, entry: HistoryEntry, holds: readonly Open<HoldNode>[]): void {
  const open = entry.pending ? undefined : lasting(holds);
  if (open === undefined) return;
  open.to = entry.event.at;
  flow.resumed();
}

function lasting<Hold extends Open<HoldNode>>(holds: readonly Hold[]): Hold | undefined {
  return holds.find(({ to }) => to === undefined);
}

function end(reading: Reading, { event: { at } }: HistoryEntry, event: EventOf<'execution-completed'>): void {
  const known = reading.nodes.some((node) => node.type === 'end');
  if (known || event.status === 'stalled') return;
  const leaves = reading.book.steps.filter((step) => !isAside(step.kind) && !isStray(reading, step));
  reading.flow.ended(
    'end',
    leaves.map((step) => step.id),
  );
  for (const hold of [lasting(reading.suspensions), lasting(reading.stalls)]) if (hold !== undefined) hold.to = at;
  reading.nodes.push({ type: 'end', id: 'end', status: event.status, at, startedAt: reading.startedAt });
}

/** An event that nobody waited for; an SDK that does not announce what it awaits may have taken it all the same. */
function isStray({ announcesEvents, stray }: Reading, { id }: StepDraft): boolean {
  return announcesEvents && stray.has(id);
}

/** Steps that the workflow never waits for. */
function isAside(kind: StepNode['kind']): boolean {
  return kind === 'detached' || kind === 'message';
}

function finish(reading: Reading, marked: boolean): Graph {
  const { nodes, announcesEvents } = reading;
  const found = reading.flow.edges();
  for (const id of reading.flow.joins) reading.nodes.push({ type: 'join', id });
  const ended = reading.nodes.some((node) => node.type === 'end');
  const leading = new Set(found.map((edge) => edge.from));
  for (const step of reading.book.steps) {
    // An SDK that does not announce what it awaits may have used the event without leaving a trace.
    step.ignored = announcesEvents && ended && reading.stray.has(step.id) && !leading.has(step.id);
    closeOpen(step, { ended, discarded: reading.options.discarded });
    addTries(step, reading.options.stored);
  }
  if (!marked) return { nodes, announcesEvents, edges: found };
  const edges = found.map((edge) => (edge.from === 'start' ? { ...edge, from: 'generation' } : edge));
  return { nodes, announcesEvents, edges: [{ from: 'start', to: 'generation', kind: 'handled' }, ...edges] };
}
