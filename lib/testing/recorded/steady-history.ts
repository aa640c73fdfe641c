import type { Failure } from '@/lib/domain/failure';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { NEVER, type Instant } from '@/lib/domain/instant';
import type { HistoryEntry } from '@/lib/graph/history-entry';

/** A shorter time says how fast a machine is; nothing in a workflow asked for it. */
const NOTICED = 300;
const ROUNDED_TO = 500;
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * A history as every run of the same program has it: random ids are numbered in the order they appear in, instance ids are
 * replaced as `names` says, and times count from 0, with short gaps cut to 1 ms and long ones rounded to half a second. The
 * order of events and instants stays, and a timer stays as far from its turn as it was asked to be.
 */
export function steadyHistory(
  entries: readonly HistoryEntry[],
  names: Readonly<Record<string, string>>,
): readonly HistoryEntry[] {
  return withSteadyTimes(withSteadyIds(entries.map(withoutTraces), names));
}

/** Traces are random; stacks name folders of the machine. */
function withoutTraces({ sequence, pending, event }: HistoryEntry): HistoryEntry {
  const left: Record<string, unknown> = { ...event };
  delete left['trace'];
  if ('failure' in event && event.failure !== undefined) left['failure'] = withoutStacks(event.failure);
  return { sequence, pending, event: left as HistoryEvent };
}

function withoutStacks({ stack: _, inner, ...failure }: Failure): Failure {
  return inner === undefined ? failure : { ...failure, inner: withoutStacks(inner) };
}

function withSteadyIds(
  entries: readonly HistoryEntry[],
  names: Readonly<Record<string, string>>,
): readonly HistoryEntry[] {
  let text = JSON.stringify(entries);
  for (const [id, name] of Object.entries(names)) text = text.replaceAll(id, name);
  const known = new Map<string, string>();
  const numbered = text.replace(UUID, (uuid) => {
    const name = known.get(uuid) ?? `id-${known.size + 1}`;
    known.set(uuid, name);
    return name;
  });
  return JSON.parse(numbered) as readonly HistoryEntry[];
}

function withSteadyTimes(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const turns = turnsOf(entries);
  const times = new Map<number, Instant>();
  const due = new Map<number, Instant>();
  const ordered = [...entries].sort((a, b) => a.event.at - b.event.at || a.sequence - b.sequence);
  let before = ordered[0]?.event.at ?? 0;
  let now = 0;
  for (const { sequence, event } of ordered) {
    now += steadyGap(event.at - before);
    before = event.at;
    if (event.kind === 'timer-fired') now = Math.max(now, due.get(event.timerId) ?? 0);
    times.set(sequence, now);
    if (event.kind !== 'timer-created' || event.fireAt >= NEVER) continue;
    const turn = turns.get(sequence);
    const since = turn === undefined ? now : (times.get(turn.sequence) ?? now);
    due.set(event.eventId, since + Math.round(event.fireAt - Math.floor(turn?.event.at ?? event.at)));
  }
  return entries.map((entry) => ({ ...entry, event: atSteadyTime(entry, { times, due }) }));
}

function steadyGap(gap: number): number {
  if (gap <= 0) return 0;
  return gap < NOTICED ? 1 : Math.max(ROUNDED_TO, Math.round(gap / ROUNDED_TO) * ROUNDED_TO);
}

/** The turn in which each event was recorded. */
function turnsOf(entries: readonly HistoryEntry[]): ReadonlyMap<number, HistoryEntry> {
  const turns = new Map<number, HistoryEntry>();
  let turn: HistoryEntry | undefined;
  for (const entry of entries) {
    if (entry.event.kind === 'workflow-started') turn = entry;
    if (turn !== undefined) turns.set(entry.sequence, turn);
  }
  return turns;
}

type Times = { readonly times: ReadonlyMap<number, Instant>; readonly due: ReadonlyMap<number, Instant> };

function atSteadyTime({ sequence, event }: HistoryEntry, { times, due }: Times): HistoryEvent {
  const moved = { ...event, at: times.get(sequence) ?? 0 };
  if (moved.kind === 'timer-created') return { ...moved, fireAt: due.get(moved.eventId) ?? moved.fireAt };
  if (moved.kind === 'timer-fired') return { ...moved, fireAt: due.get(moved.timerId) ?? moved.fireAt };
  return moved;
}
