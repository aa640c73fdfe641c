import type { HistoryEvent } from '@/lib/protocol/generated/history';
import type { Turn } from './worker';

type Body = NonNullable<HistoryEvent['eventType']>;
export type Kind = Body['$case'];
type BodyOf<K extends Kind> = Extract<Body, { $case: K }>['value'];

/** A body with what stands around it. */
export type EventOf<K extends Kind> = BodyOf<K> & Pick<HistoryEvent, 'eventId' | 'timestamp' | 'router'>;

/** The kinds of events in their order. */
export function kinds(events: readonly HistoryEvent[]): readonly (Kind | undefined)[] {
  return events.map(({ eventType }) => eventType?.$case);
}

/** All events of one kind in their order. */
export function eventsOf<K extends Kind>(events: readonly HistoryEvent[], kind: K): readonly EventOf<K>[] {
  return events.flatMap(({ eventType, ...around }) =>
    eventType?.$case === kind ? [{ ...around, ...eventType.value } as unknown as EventOf<K>] : [],
  );
}

/** The one event of a kind; throws when there is none or more than one. */
export function onlyOf<K extends Kind>(events: readonly HistoryEvent[], kind: K): EventOf<K> {
  const [event, ...more] = eventsOf(events, kind);
  if (event === undefined || more.length > 0) throw new Error(`not one ${kind} in ${kinds(events).join(', ')}`);
  return event;
}

/** All events that a turn tells of, past ones first. */
export function eventsIn(turn: Turn): readonly HistoryEvent[] {
  return [...turn.pastEvents, ...turn.newEvents];
}

/** An event as an SDK carries it over into the next run: name in any case, no timestamp. */
export function carriedEvent(name: string, input?: string): HistoryEvent {
  return { eventId: -1, eventType: { $case: 'eventRaised', value: { name, input } } };
}
