import type { Instant } from '@/lib/domain/instant';
import { dueAtOf, eventDetail, eventName, eventTitle, familyOf, type EventFamily } from '@/lib/graph/event-words';
import type { StepNode } from '@/lib/graph/graph';
import { entryAt, type HistoryEntry } from '@/lib/graph/history-entry';
import type { EventPair, EventPairs } from '@/lib/graph/pair-events';
import { formatClock, formatDayTime } from '@/components/shared/format-time';
import { WITHHELD } from '../payload/withheld';

/** One line of the history table. */
export type HistoryRow = {
  readonly sequence: number;
  readonly at: Instant;
  readonly pending: boolean;
  readonly failed: boolean;
  readonly family: EventFamily;
  readonly title: string;
  readonly step: StepNode | undefined;
  readonly name: string;
  readonly detail: string;
  /** When a timer fires; told instead of the detail. */
  readonly dueAt: Instant | undefined;
  readonly pair: EventPair | undefined;
};

/** Longer details are cut: the panel and the payload tab show them whole. */
const DETAIL = 300;

/** Every event with what the table says about it. */
export function historyRows(
  entries: readonly HistoryEntry[],
  { stepOfEvent, pairs }: { readonly stepOfEvent: ReadonlyMap<number, StepNode>; readonly pairs: EventPairs },
): readonly HistoryRow[] {
  return entries.map(({ sequence, pending, event, isWithheld }) => {
    const step = stepOfEvent.get(sequence);
    const pair = pairs.get(sequence);
    return {
      sequence,
      at: event.at,
      pending,
      failed: isFailure(event),
      family: familyOf(event.kind),
      title: eventTitle(event),
      step,
      name: eventName(event) ?? step?.name ?? nameOf(entryAt(entries, pair?.partner)),
      detail: (eventDetail(event) ?? (isWithheld === true ? WITHHELD : '')).slice(0, DETAIL),
      dueAt: dueAtOf(event),
      pair,
    };
  });
}

/** A result whose step is not known yet, since what lies before is still being read, has the name of its partner. */
function nameOf(partner: HistoryEntry | undefined): string {
  return (partner === undefined ? undefined : eventName(partner.event)) ?? '';
}

/** What offsets are measured from: when the execution was started, which is before its first turn. */
export function originOf(entries: readonly HistoryEntry[]): Instant {
  const started = entries.find(({ event }) => event.kind === 'execution-started') ?? entries[0];
  return started?.event.at ?? 0;
}

export type HistoryFilter = { readonly kind: EventFamily | null; readonly find: string; readonly turns: boolean };

/** The rows that a filter leaves; the engine's turn markers only when they are asked for. */
export function filterRows(rows: readonly HistoryRow[], { kind, find, turns }: HistoryFilter): readonly HistoryRow[] {
  const wanted = find.trim().toLowerCase();
  return rows.filter((row) => {
    if (row.family === 'turn' && !turns && kind !== 'turn') return false;
    if (kind !== null && row.family !== kind) return false;
    if (wanted === '') return true;
    return `#${row.sequence} ${row.title} ${row.name} ${row.detail} ${dueWords(row.dueAt)}`
      .toLowerCase()
      .includes(wanted);
  });
}

/** A due time in both forms that it is shown in: which one depends on the day that it is read. */
function dueWords(at: Instant | undefined): string {
  return at === undefined ? '' : `due ${formatClock(at)} due ${formatDayTime(at, at)}`;
}

/** How many rows are turn markers. */
export function turnCount(rows: readonly HistoryRow[]): number {
  return rows.filter(({ family }) => family === 'turn').length;
}

function isFailure(event: HistoryEntry['event']): boolean {
  if (event.kind === 'execution-completed') return event.status === 'failed';
  return event.kind === 'task-failed' || event.kind === 'child-failed';
}
