import type { EventOf, HistoryEventBody, HistoryEventKind } from '@/lib/domain/history-event';
import type { HistoryEvent as WireHistoryEvent } from '../generated/history';

type Cases = NonNullable<WireHistoryEvent['eventType']>;

/** The body of one kind of event, as the domain has it. */
export type Body<K extends HistoryEventKind> = Extract<HistoryEventBody, { kind: K }>;

/** Any event that carries the body of that kind. */
export type BodyIn<K extends HistoryEventKind> = Body<K> | EventOf<K>;

/** The body of one case, as it stands on the wire. */
export type WireBody<C extends Cases['$case']> = Extract<Cases, { $case: C }>['value'];
