import type { HistoryEvent } from '@/lib/domain/history-event';
import type { Step, StepStatus } from '@/lib/domain/step';
import { apply, EMPTY_STATE } from '@/lib/engine/history-state';
import { isResting } from '@/lib/engine/repetitions';
import { updateSteps } from '@/lib/engine/steps';
import { compare, compareOneOf, type Comparison } from './difference';

/** Steps by action id. */
type Steps = ReadonlyMap<number, Step>;

/** What is stored of one generation. `hasEnded`: its run has. */
export type StoredSteps = {
  readonly events: readonly HistoryEvent[];
  readonly steps: readonly Step[];
  readonly generation: number;
  readonly hasEnded: boolean;
};

/** Compares the steps of the current generation with those that its events make. */
export function verifySteps(stored: StoredSteps): readonly Comparison[] {
  const found = new Map(stored.steps.filter(isOf(stored.generation)).map((step) => [step.eventId, step] as const));
  const expected = stepsOf(stored, found);
  const missing = [...expected.values()].filter(({ eventId }) => !found.has(eventId));
  return [
    ...missing.flatMap((step) => compare(`step ${step.eventId}`, undefined, step)),
    ...[...found.values()].flatMap((step) => {
      const wanted = expected.get(step.eventId);
      if (wanted === undefined) return compare(`step ${step.eventId}`, step, undefined);
      return compareStep(step, wanted, stored.hasEnded);
    }),
    ...stored.steps
      .filter(({ generation }) => generation > stored.generation || generation < 1)
      .flatMap(({ eventId, generation }) => compare(`generation of step ${eventId}`, generation, stored.generation)),
  ];
}

const isOf =
  (generation: number) =>
  (step: Step): boolean =>
    step.generation === generation;

/** Tries that the runtime repeated by itself never reach history, so `found` is asked for their number. */
function stepsOf({ events, generation }: StoredSteps, found: Steps): Steps {
  const all = new Map<number, Step>();
  const repeatedTries = new Map<string, number>();
  let state = EMPTY_STATE;
  let open: Steps = new Map();
  for (const event of events) {
    const update = updateSteps(open, [event], { generation, failedTries: state.failedTries, repeatedTries });
    open = update.steps;
    for (const step of update.changed) all.set(step.eventId, step);
    state = apply(state, event);
    if (event.kind !== 'task-scheduled' || event.taskExecutionId === '') continue;
    const call = event.taskExecutionId;
    repeatedTries.set(call, (repeatedTries.get(call) ?? 0) + (found.get(event.eventId)?.failedTries ?? 0));
  }
  return all;
}

function compareStep(stored: Step, expected: Step, hasEnded: boolean): readonly Comparison[] {
  const about = (field: string): string => `${field} of step ${stored.eventId}`;
  const tries = stored.failedTries ?? 0;
  const attempts = isResting(stored) ? [tries - 1] : [tries, ...(stored.status === 'scheduled' ? [] : [tries - 1])];
  // An event that came too early to end the step leaves that to a later one of its name.
  const isEndTold = expected.kind !== 'event' || expected.status !== 'completed';
  const isAsHistorySays = stored.status === expected.status;
  return [
    ...compare(about('kind'), stored.kind, expected.kind),
    ...compare(about('name'), stored.name, expected.name),
    ...compare(about('scheduled time'), stored.scheduledAt, expected.scheduledAt),
    ...compareOneOf(about('status'), stored.status, statusesOf(expected, hasEnded)),
    ...compareOneOf(
      about('attempt'),
      stored.attempt,
      (tries === 0 ? [0] : attempts).map((more) => expected.attempt + more),
    ),
    ...(isAsHistorySays && isEndTold ? compare(about('end'), stored.endedAt, expected.endedAt) : []),
    ...(isAsHistorySays && tries === 0 ? compare(about('error'), stored.error, expected.error) : []),
    ...(tries === 0 || stored.status !== 'scheduled'
      ? compare(about('next attempt'), stored.nextAttemptAt, undefined)
      : []),
  ];
}

/**
 * History does not tell everything: a result that came after the end is discarded, one that came in the very moment of the
 * end has no reader and no place in history, and an event that came before it was awaited leaves its step open.
 */
function statusesOf({ status, kind }: Step, hasEnded: boolean): readonly StepStatus[] {
  if (status === 'canceled') return hasEnded ? ['canceled', 'discarded', 'completed', 'failed'] : ['canceled'];
  if (kind === 'event' && status === 'completed') return ['completed', hasEnded ? 'canceled' : 'scheduled'];
  return [status];
}
