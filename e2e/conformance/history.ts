import type { HistoryEvent } from '@/lib/protocol/generated/history';
import type { TaskHub } from './task-hub';

type Body = NonNullable<HistoryEvent['eventType']>;
export type EventKind = Body['$case'];
type ValueOf<Kind extends EventKind> = Extract<Body, { readonly $case: Kind }>['value'];

/** The history of one generation of an instance as GetInstanceHistory tells it. */
export class History {
  readonly #bodies: readonly Body[];

  constructor(events: readonly HistoryEvent[]) {
    this.#bodies = events.flatMap(({ eventType }) => (eventType === undefined ? [] : [eventType]));
  }

  /** Kinds of its events, in order; some kinds only, when they are named. */
  kinds(...only: readonly EventKind[]): readonly EventKind[] {
    const all = this.#bodies.map((body) => body.$case);
    return only.length === 0 ? all : all.filter((kind) => only.includes(kind));
  }

  /** What the events of one kind say, in order. */
  of<Kind extends EventKind>(kind: Kind): readonly ValueOf<Kind>[] {
    return this.#bodies.filter((body) => body.$case === kind).map((body) => body.value as ValueOf<Kind>);
  }
}

/** Reads a history; rejects with NOT_FOUND for an unknown instance. */
export async function readHistory(hub: TaskHub, instanceId: string): Promise<History> {
  const { events } = await hub.call('getInstanceHistory', { instanceId });
  return new History(events);
}
