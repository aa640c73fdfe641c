import type { HistoryEvent } from '@/lib/protocol/generated/history';
import { type EventOf, eventsOf, type Kind, kinds } from './events';
import type { TaskHub } from './task-hub';

export type EventKind = Kind;

/** The history of one generation of an instance as GetInstanceHistory tells it. */
export class History {
  readonly #events: readonly HistoryEvent[];

  constructor(events: readonly HistoryEvent[]) {
    this.#events = events;
  }

  /** Kinds of its events, in order; some kinds only, when they are named. */
  kinds(...only: readonly EventKind[]): readonly EventKind[] {
    const all = kinds(this.#events).filter((kind) => kind !== undefined);
    return only.length === 0 ? all : all.filter((kind) => only.includes(kind));
  }

  /** The events of one kind, in order. */
  of<K extends EventKind>(kind: K): readonly EventOf<K>[] {
    return eventsOf(this.#events, kind);
  }
}

/** Reads a history; rejects with NOT_FOUND for an unknown instance. */
export async function readHistory(hub: TaskHub, instanceId: string): Promise<History> {
  return new History(await hub.history(instanceId));
}
