import type { HistoryEvent } from '@/lib/domain/history-event';
import type { Step } from './step';

export type Histories = ReadonlyMap<string, readonly HistoryEvent[]>;

interface Reader {
  readonly instance: string;
  readonly history: readonly HistoryEvent[];
  next: number;
}

/**
 * The steps of a run and of all children whose histories are known, in the order in which they happened: by time, and
 * never a child before its creation or its end after its parent knew of it. A child of an unknown history is a step itself.
 */
export function stepsOf(root: string, histories: Histories): readonly Step[] {
  const readers = new Map<string, Reader>();
  const open = (instance: string): void => {
    const history = histories.get(instance);
    if (history !== undefined) readers.set(instance, { instance, history, next: 0 });
  };
  open(root);
  const steps: Step[] = [];
  const runs = new Map<string, number>();
  for (let reader = nextOf(readers); reader !== undefined; reader = nextOf(readers)) {
    const event = reader.history[reader.next];
    reader.next += 1;
    if (event === undefined) continue;
    if (event.kind === 'child-created') open(event.instanceId);
    if (event.kind === 'execution-completed' && reader.instance !== root) continue;
    steps.push(...stepsFrom(event, { reader, histories, runs }));
  }
  return steps;
}

/** The reader whose next event came first, among those that may go on. */
function nextOf(readers: ReadonlyMap<string, Reader>): Reader | undefined {
  const unread = [...readers.values()].filter(({ history, next }) => next < history.length);
  const free = unread.filter((reader) => {
    const child = endedChild(reader);
    const below = child === undefined ? undefined : readers.get(child);
    return below === undefined || below.next >= below.history.length;
  });
  const candidates = free.length > 0 ? free : unread;
  return candidates.toSorted((a, b) => timeOf(a) - timeOf(b))[0];
}

function timeOf({ history, next }: Reader): number {
  return Number(history[next]?.at ?? 0);
}

/** The child whose end is the next event. */
function endedChild({ history, next }: Reader): string | undefined {
  const event = history[next];
  if (event?.kind !== 'child-completed' && event?.kind !== 'child-failed') return undefined;
  return createdAs(history, event.taskId)?.instanceId;
}

function createdAs(history: readonly HistoryEvent[], taskId: number) {
  return history.find((event) => event.kind === 'child-created' && event.eventId === taskId) as
    Extract<HistoryEvent, { kind: 'child-created' }> | undefined;
}

interface Context {
  readonly reader: Reader;
  readonly histories: Histories;
  /** Numbers of runs, by instance and task. */
  readonly runs: Map<string, number>;
}

function stepsFrom(event: HistoryEvent, { reader, histories, runs }: Context): readonly Step[] {
  const run = (task: number): number => {
    const key = `${reader.instance}#${task}`;
    const known = runs.get(key) ?? runs.size + 1;
    runs.set(key, known);
    return known;
  };
  switch (event.kind) {
    case 'task-scheduled':
      return [{ kind: 'began', name: event.name, run: run(event.eventId) }];
    case 'task-completed':
      return [{ kind: 'ended', run: run(event.taskId), ...answersIn(event.result) }];
    case 'task-failed':
      return [{ kind: 'ended', run: run(event.taskId), error: event.failure?.message ?? 'failed' }];
    case 'child-created':
      return histories.has(event.instanceId) ? [] : [{ kind: 'began', name: event.name, run: run(event.eventId) }];
    case 'child-completed':
    case 'child-failed':
      return histories.has(createdAs(reader.history, event.taskId)?.instanceId ?? '')
        ? []
        : [
            {
              kind: 'ended',
              run: run(event.taskId),
              ...(event.kind === 'child-failed' && { error: event.failure?.message ?? 'failed' }),
            },
          ];
    case 'event-raised':
      return [{ kind: 'heard', name: event.name }];
    case 'timer-fired':
      return [{ kind: 'fired' }];
    case 'execution-completed':
      return [
        { kind: 'finished', ...(event.status !== 'completed' && { error: event.failure?.message ?? event.status }) },
      ];
    default:
      return [];
  }
}

/** The labels that a decision answered with; nothing for what answers with data. */
function answersIn(result: string | undefined): { answers?: readonly string[] } {
  if (result === undefined || result === '') return {};
  const value: unknown = JSON.parse(result);
  if (typeof value === 'string') return { answers: [value] };
  return Array.isArray(value) ? { answers: value.map(String) } : {};
}
