import fc from 'fast-check';
import type { Failure } from '@/lib/domain/failure';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { NEVER } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
import { T0 } from '@/lib/testing/store-builders';
import type { InstancePayload, InstanceRecord } from '../runtime-store';

const text = () => fc.constantFrom('', 'a', '0', 'null', "it's", '{"a":[1]}', 'zażółć 🚀', ' x\n', '%_\\');
const count = () => fc.nat({ max: 3 });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Instants with microseconds, at the edges of what is ever stored. */
const anyInstant = (): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: 0, max: 5000 }).map((micros) => (T0 * 1000 + micros) / 1000),
    fc.constantFrom(0, 1, NEVER),
  );

function anyFailure(): fc.Arbitrary<Failure> {
  const flat = { type: text(), message: text(), stack: optional(text()), nonRetriable: fc.boolean() };
  return fc.record({ ...flat, inner: optional(fc.record(flat)) });
}

export function anyPayload(): fc.Arbitrary<InstancePayload> {
  return fc.record({
    input: optional(text()),
    output: optional(text()),
    customStatus: optional(text()),
    failure: optional(anyFailure()),
  });
}

export function anyStep(): fc.Arbitrary<Step> {
  return fc.record({
    generation: count(),
    eventId: fc.integer({ min: 0, max: 4 }),
    kind: fc.constantFrom('activity', 'timer', 'child', 'event'),
    name: text(),
    status: fc.constantFrom('scheduled', 'completed', 'failed', 'canceled', 'discarded'),
    attempt: count(),
    scheduledAt: anyInstant(),
    endedAt: optional(anyInstant()),
    error: optional(text()),
    failedTries: fc.constantFrom(undefined, 1, 7),
    nextAttemptAt: optional(anyInstant()),
  });
}

/** A record whose key and history length the test sets. */
export function anyRecord(): fc.Arbitrary<Omit<InstanceRecord, 'key'>> {
  return fc.record({
    appId: text(),
    instanceId: text(),
    name: text(),
    version: optional(text()),
    status: fc.constantFrom(...INSTANCE_STATUSES),
    createdAt: anyInstant(),
    scheduledStartAt: optional(anyInstant()),
    startedAt: optional(anyInstant()),
    updatedAt: anyInstant(),
    completedAt: optional(anyInstant()),
    executionId: text(),
    generation: count(),
    parent: optional(fc.record({ appId: text(), instanceId: text() })),
    parentTaskId: optional(count()),
    rerunOf: optional(text()),
    tags: fc.dictionary(text(), text(), { maxKeys: 2 }),
    waitingOn: fc.record({
      activities: fc.array(text(), { maxLength: 2 }),
      openTasks: count(),
      children: fc.array(text(), { maxLength: 2 }),
      events: fc.array(text(), { maxLength: 2 }),
      nextTimerAt: optional(anyInstant()),
      nextAttemptAt: optional(anyInstant()),
    }),
    attempts: count(),
    lastError: optional(text()),
    historyLength: fc.constant(0),
    inboxLength: count(),
    dueAt: optional(anyInstant()),
    askAgainAt: optional(anyInstant()),
    flaws: optional(fc.array(fc.record({ key: text(), what: text() }), { minLength: 1, maxLength: 2 })),
  });
}
