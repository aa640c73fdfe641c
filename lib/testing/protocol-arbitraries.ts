import fc from 'fast-check';
import type { Failure } from '@/lib/domain/failure';
import type { HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import { type Instant, NEVER } from '@/lib/domain/instant';
import type { WorkflowAction, WorkflowActionBody } from '@/lib/domain/workflow-action';

/** Absent, empty and filled must stay three different things on the wire. */
const text = fc.oneof(
  { weight: 1, arbitrary: fc.constant('') },
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme' }) },
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const payload = maybe(text);
const int32 = fc.oneof(fc.integer({ min: -1, max: 3 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
const filled = fc.string({ minLength: 1 });
const tags = fc.dictionary(
  text.filter((key) => key !== '__proto__'),
  text,
  { noNullPrototype: true },
);

/** Whole microseconds between 1900 and 2200, their edges, and the time that never comes. */
export const instants: fc.Arbitrary<Instant> = fc.oneof(
  fc.constantFrom(0, 0.001, -0.001, 999.999, 1000, -1000, NEVER),
  fc.integer({ min: -2_208_988_800_000_000, max: 7_258_118_400_000_000 }).map((micros) => micros / 1000),
);

export const failures: fc.Arbitrary<Failure> = fc.letrec<{ failure: Failure }>((tie) => ({
  failure: fc.record({
    type: text,
    message: text,
    stack: payload,
    inner: fc.option(tie('failure'), { nil: undefined, depthSize: 'small' }),
    nonRetriable: fc.boolean(),
  }),
})).failure;

const routers = fc.record({ sourceAppId: text, targetAppId: payload, targetNamespace: payload });
const traces = fc.record({ traceParent: text, spanId: maybe(filled), traceState: payload });
const propagation = maybe(fc.constantFrom('none', 'own-history', 'lineage'));
const completion = fc.constantFrom('completed', 'failed', 'terminated', 'canceled', 'continued-as-new', 'stalled');
const origins = fc.oneof(
  fc.record({ kind: fc.constant('plain') }),
  fc.record({ kind: fc.constant('external-event'), name: text }),
  fc.record({ kind: fc.constant('activity-retry'), taskExecutionId: text }),
  fc.record({ kind: fc.constant('child-retry'), instanceId: text }),
);
const parents = fc.record({
  taskId: int32,
  name: payload,
  version: payload,
  instanceId: text,
  executionId: payload,
  appId: payload,
  namespace: payload,
});

type Bodies<Body extends { kind: string }> = {
  [K in Body['kind']]: fc.Arbitrary<Omit<Extract<Body, { kind: K }>, 'kind'>>;
};

/** One generator per kind; a kind without one does not compile. */
const eventBodies: Bodies<HistoryEventBody> = {
  'execution-started': fc.record({
    name: text,
    version: payload,
    input: payload,
    instanceId: text,
    executionId: payload,
    parent: maybe(parents),
    scheduledStartAt: maybe(instants),
    trace: maybe(traces),
    tags,
  }),
  'execution-completed': fc.record({ status: completion, result: payload, failure: maybe(failures) }),
  'execution-terminated': fc.record({ output: payload, recurse: fc.boolean() }),
  'execution-suspended': fc.record({ reason: payload }),
  'execution-resumed': fc.record({ reason: payload }),
  'execution-stalled': fc.record({
    reason: fc.constantFrom('patch-mismatch', 'version-not-available', 'payload-size-exceeded'),
    description: payload,
  }),
  'task-scheduled': fc.record({
    name: text,
    version: payload,
    input: payload,
    trace: maybe(traces),
    taskExecutionId: text,
    rerunOf: payload,
    propagation,
  }),
  'task-completed': fc.record({ taskId: int32, result: payload, taskExecutionId: text }),
  'task-failed': fc.record({ taskId: int32, failure: maybe(failures), taskExecutionId: text }),
  'child-created': fc.record({
    instanceId: text,
    name: text,
    version: payload,
    input: payload,
    trace: maybe(traces),
    rerunOf: payload,
    retryOf: payload,
    propagation,
  }),
  'child-completed': fc.record({ taskId: int32, result: payload }),
  'child-failed': fc.record({ taskId: int32, failure: maybe(failures) }),
  'detached-created': fc.record({ instanceId: text }),
  'timer-created': fc.record({ fireAt: instants, name: payload, rerunOf: payload, origin: maybe(origins) }),
  'timer-fired': fc.record({ timerId: int32, fireAt: instants }),
  'workflow-started': fc.record({ version: maybe(fc.record({ name: payload, patches: fc.array(text) })) }),
  'workflow-completed': fc.constant({}),
  'event-sent': fc.record({ instanceId: text, name: text, input: payload }),
  'event-raised': fc.record({ name: text, input: payload }),
  'continue-as-new': fc.record({ input: payload }),
};

export const EVENT_KINDS = Object.keys(eventBodies) as HistoryEventBody['kind'][];

/** Events of one kind, with every field that its kind has. */
export function eventsOfKind(kind: HistoryEventBody['kind']): fc.Arbitrary<HistoryEvent> {
  const frame = fc.record({ eventId: int32, at: instants, router: maybe(routers) });
  // The table above pairs each kind with its own fields; the compiler cannot follow that through a variable.
  return fc.tuple(eventBodies[kind], frame).map(([body, rest]) => ({ kind, ...body, ...rest }) as HistoryEvent);
}

export const historyEvents: fc.Arbitrary<HistoryEvent> = fc.oneof(...EVENT_KINDS.map(eventsOfKind));

const actionBodies: Bodies<WorkflowActionBody> = {
  'schedule-task': fc.record({ name: text, version: payload, input: payload, taskExecutionId: text, propagation }),
  'create-child': fc.record({
    instanceId: text,
    name: text,
    version: payload,
    input: payload,
    retryOf: payload,
    propagation,
  }),
  'create-detached': fc.record({
    instanceId: text,
    name: text,
    version: payload,
    input: payload,
    scheduledStartAt: maybe(instants),
    executionId: payload,
    tags,
    trace: maybe(traces),
  }),
  'create-timer': fc.record({ fireAt: instants, name: payload, origin: maybe(origins) }),
  'send-event': fc.record({ instanceId: text, name: text, input: payload }),
  complete: fc.record({
    status: completion,
    result: payload,
    failure: maybe(failures),
    newVersion: payload,
    carryover: fc.array(eventsOfKind('event-raised'), { maxLength: 3 }),
  }),
  terminate: fc.record({ instanceId: text, reason: payload, recurse: fc.boolean() }),
  'version-not-available': fc.constant({}),
  unknown: fc.constant({}),
};

export const ACTION_KINDS = Object.keys(actionBodies) as WorkflowActionBody['kind'][];

/** Actions of one kind, with every field that its kind has. */
export function actionsOfKind(kind: WorkflowActionBody['kind']): fc.Arbitrary<WorkflowAction> {
  const frame = fc.record({ id: int32, router: maybe(routers) });
  // As above: the table pairs kind and fields.
  return fc.tuple(actionBodies[kind], frame).map(([body, rest]) => ({ kind, ...body, ...rest }) as WorkflowAction);
}
