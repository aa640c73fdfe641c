import { durationWords } from '@/lib/domain/duration-words';
import type { Failure } from '@/lib/domain/failure';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { NEVER } from '@/lib/domain/instant';
import type { HistoryLine } from '../server/read-history';
import { instantText } from './instance-columns';
import type { Column } from './table';
import { shortText } from './visible-text';

const SHORT = 60;
const WIDE = 300;

/** The columns of a history; `isWide`: with the time of each event and more of its details. */
export function historyColumns(lines: readonly HistoryLine[], isWide: boolean): readonly Column<HistoryLine>[] {
  const names = namesByAction(lines);
  const startedAt = lines[0]?.event.at ?? 0;
  const time: Column<HistoryLine> = isWide
    ? { head: 'AT', text: ({ event }) => instantText(event.at) }
    : { head: 'AFTER', text: ({ event }) => durationWords(event.at - startedAt) };
  return [
    { head: '#', text: ({ sequence, pending }) => (pending ? `${sequence} (waits)` : String(sequence)) },
    time,
    { head: 'EVENT', text: ({ event }) => kindText(event) },
    { head: 'ID', text: ({ event }) => actionText(event) },
    { head: 'NAME', text: ({ event }) => nameOf(event) ?? names.get(actionOf(event) ?? -1) ?? '' },
    { head: 'DETAILS', text: (line) => detailsText(line, isWide ? WIDE : SHORT) },
  ];
}

/** An error's type and message; absent for none. */
export function failureText(failure: Failure | undefined): string | undefined {
  if (failure === undefined) return undefined;
  return failure.type === '' ? failure.message : `${failure.type}: ${failure.message}`;
}

function namesByAction(lines: readonly HistoryLine[]): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const { event } of lines) {
    const name = nameOf(event);
    if (event.eventId >= 0 && name !== undefined) names.set(event.eventId, name);
  }
  return names;
}

function nameOf(event: HistoryEvent): string | undefined {
  if ('name' in event) return event.name;
  if (event.kind === 'detached-created') return event.instanceId;
  return event.kind === 'timer-created' && event.origin?.kind === 'external-event' ? event.origin.name : undefined;
}

/** The action that an event records or answers. */
function actionOf(event: HistoryEvent): number | undefined {
  if ('taskId' in event) return event.taskId;
  if ('timerId' in event) return event.timerId;
  return event.eventId >= 0 ? event.eventId : undefined;
}

function actionText(event: HistoryEvent): string {
  const action = actionOf(event);
  return action === undefined ? '' : String(action);
}

function kindText(event: HistoryEvent): string {
  return event.kind === 'execution-completed' ? `execution-${event.status}` : event.kind;
}

function detailsText({ event, isWithheld }: HistoryLine, most: number): string {
  if (isWithheld === true) return '(payloads not shown)';
  return shortText(detailsOf(event) ?? '', most);
}

function detailsOf(event: HistoryEvent): string | undefined {
  if (event.kind === 'timer-created') {
    return event.fireAt >= NEVER ? 'no deadline' : `due ${instantText(event.fireAt)}`;
  }
  if (event.kind === 'execution-stalled') return event.description ?? event.reason;
  if ('reason' in event) return event.reason;
  if ('failure' in event && event.failure !== undefined) return failureText(event.failure);
  if ('result' in event) return event.result;
  if ('output' in event) return event.output;
  return 'input' in event ? event.input : undefined;
}
