import type { HistoryEvent } from '@/lib/domain/history-event';
import type { HistoryEntry } from './history-entry';

/** How one history event is joined to the one that opened or closed it. */
export type EventPair = {
  readonly partner: number;
  readonly role: 'opens' | 'closes';
  /** Milliseconds between the two. */
  readonly duration: number;
};

/** By sequence. */
export type EventPairs = ReadonlyMap<number, EventPair>;

/**
 * Joins scheduled and completed events: tasks, children and timers by action id, a raised event to the oldest open timer
 * that announced its name, suspended to resumed, and the start to the end of the run. Keys are sequences.
 */
export function pairEvents(entries: readonly HistoryEntry[]): EventPairs {
  const open = new Map<string, HistoryEntry[]>();
  const pairs = new Map<number, EventPair>();
  for (const entry of entries) {
    const opens = openingKeys(entry.event);
    for (const key of opens) open.set(key, [...(open.get(key) ?? []), entry]);
    const key = closingKey(entry.event);
    const opener = key === undefined ? undefined : takeOpen(open, key, pairs);
    if (opener === undefined) continue;
    const duration = Math.max(0, entry.event.at - opener.event.at);
    pairs.set(opener.sequence, { partner: entry.sequence, role: 'opens', duration });
    pairs.set(entry.sequence, { partner: opener.sequence, role: 'closes', duration });
  }
  return pairs;
}

/** Oldest entry under a key that nothing has closed. Timers stand under two keys, so a closed one may still be listed. */
function takeOpen(open: Map<string, HistoryEntry[]>, key: string, pairs: ReadonlyMap<number, EventPair>) {
  const waiting = open.get(key) ?? [];
  for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
    if (!pairs.has(entry.sequence)) return entry;
  }
  return undefined;
}

function openingKeys(event: HistoryEvent): readonly string[] {
  switch (event.kind) {
    case 'execution-started':
      return ['run'];
    case 'execution-suspended':
      return ['suspension'];
    case 'task-scheduled':
      return [`task ${event.eventId}`];
    case 'child-created':
      return [`child ${event.eventId}`];
    case 'timer-created': {
      const byId = `timer ${event.eventId}`;
      return event.origin?.kind === 'external-event' ? [byId, eventKey(event.origin.name)] : [byId];
    }
    default:
      return [];
  }
}

function closingKey(event: HistoryEvent): string | undefined {
  switch (event.kind) {
    case 'execution-completed':
      return 'run';
    case 'execution-resumed':
      return 'suspension';
    case 'task-completed':
    case 'task-failed':
      return `task ${event.taskId}`;
    case 'child-completed':
    case 'child-failed':
      return `child ${event.taskId}`;
    case 'timer-fired':
      return `timer ${event.timerId}`;
    case 'event-raised':
      return eventKey(event.name);
    default:
      return undefined;
  }
}

/** SDKs match event names without regard to case. */
function eventKey(name: string): string {
  return `event ${name.toLowerCase()}`;
}
