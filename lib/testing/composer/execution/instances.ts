import { everyStatement } from '@/lib/composer/emit/every-statement';
import type { Program } from '@/lib/composer/plan/program';
import { tasksOf } from '@/lib/composer/plan/tasks-of';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { historyEventFromWire } from '@/lib/protocol/convert/history-event';
import type { HistoryEvent as WireEvent } from '@/lib/protocol/generated/history';
import type { Histories } from '../legal-order/steps-of';

/** A timer that is due later than this is waited for by nobody here. */
const SOON_MS = 60_000;

/** The histories of an instance and of all that it began, children of children too. */
export async function historiesFrom(
  instanceId: string,
  read: (instanceId: string) => Promise<readonly WireEvent[]>,
): Promise<Histories> {
  const histories = new Map<string, readonly HistoryEvent[]>();
  const open = [instanceId];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const history = (await read(id)).map(historyEventFromWire);
    histories.set(id, history);
    open.push(...history.flatMap((event) => (event.kind === 'child-created' ? [event.instanceId] : [])));
  }
  return histories;
}

/** Nothing that it has begun is still to end by itself. */
export function isHeld(history: readonly HistoryEvent[]): boolean {
  const ended = new Set(
    history.flatMap((event) => {
      if (event.kind === 'task-completed' || event.kind === 'task-failed') return [event.taskId];
      return event.kind === 'timer-fired' ? [event.timerId] : [];
    }),
  );
  if (history.some(({ kind }) => kind === 'execution-completed')) return true;
  const isDue = Date.now() + SOON_MS;
  return history.every(
    (event) =>
      (event.kind !== 'task-scheduled' || ended.has(event.eventId)) &&
      (event.kind !== 'timer-created' || ended.has(event.eventId) || Number(event.fireAt) > isDue),
  );
}

/** The running instances that can wait for these events. */
export function targetsOf(
  names: readonly string[],
  histories: Histories,
  program: Program,
): readonly (readonly [string, string])[] {
  return [...histories].flatMap(([id, history]) => {
    if (history.some(({ kind }) => kind === 'execution-completed')) return [];
    const name = history.flatMap((event) => (event.kind === 'execution-started' ? [event.name] : []))[0];
    const body = program.workflows.find((unit) => unit.name === name)?.body ?? [];
    const waits = everyStatement(body)
      .flatMap(tasksOf)
      .flatMap((task) => (task.kind === 'wait' ? [task.event] : []));
    return names.filter((event) => waits.includes(event)).map((event) => [id, event] as const);
  });
}
