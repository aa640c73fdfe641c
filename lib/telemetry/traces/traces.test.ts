import { afterEach, expect, test, vi } from 'vitest';
import { openOtlpReceiver, type OtlpReceiver } from '@/lib/testing/otlp-receiver';
import type { ReceivedSpan } from '@/lib/testing/otlp-spans';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { again, callChild, callTask, callTimer, complete } from '@/lib/testing/workflow-actions';
import { startTracing, type Tracing } from './start-tracing';
import type { TracingSettings } from './tracing-settings';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = { traceParent: `00-${TRACE}-00f067aa0ba902b7-01`, traceState: 'vendor=x' };
const ERROR = 2;
const onTrouble = (reason: string): never => {
  throw new Error(reason);
};
const BOOM = { type: 'Boom', message: 'no money', stack: 'at charge', nonRetriable: false };

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a chain of activities is one tree below the span of whoever started it', async () => {
  const { fx, tracing, spans } = await setup();
  const worker = fx.worker();
  const from = fx.clock.now();
  await fx.start('a', { name: 'Order', version: 'v2', trace: CALLER });
  fx.clock.advance(10);
  await worker.answer(await worker.turn(), [callTask(1)]);
  fx.clock.advance(40);
  await worker.finish(await worker.activity());
  await worker.answer(await worker.turn(), [callTask(2)]);
  await worker.finish(await worker.activity());
  await worker.answer(await worker.turn(), [complete(3)]);
  const [first, second, order] = await sent(tracing, spans);
  expect(order).toMatchObject({
    ...{ name: 'orchestration||Order||v2', traceId: TRACE, parentSpanId: '00f067aa0ba902b7', kind: 2 },
    ...{ from, status: { code: 0 }, resource: { 'service.name': 'perdure', 'service.version': '1.2.3' } },
    attributes: {
      'durabletask.type': 'orchestration',
      'durabletask.task.name': 'Order',
      'durabletask.task.version': 'v2',
      'durabletask.task.instance_id': 'a',
      'durabletask.runtime_status': 'COMPLETED',
      'perdure.app_id': 'shop',
      'perdure.generation': 1,
    },
  });
  expect(order?.until).toBeGreaterThanOrEqual(from + 50);
  expect(first).toMatchObject({ name: 'activity||Work1', traceId: TRACE, parentSpanId: order?.spanId });
  expect([first?.from, first?.until].map((at) => Math.round((at ?? 0) - from))).toEqual([10, 50]);
  expect(first?.attributes).toMatchObject({ 'durabletask.task.task_id': 1, 'perdure.outcome': 'completed' });
  expect(second).toMatchObject({ name: 'activity||Work2', parentSpanId: order?.spanId });
});

test('a worker is handed the span of its activity, so that what it does nests below', async () => {
  const { fx, tracing, spans } = await setup();
  const worker = fx.worker();
  await fx.start('a', { trace: CALLER });
  await worker.answer(await worker.turn(), [callTask(1), callTask(2)]);
  const items = [await worker.activity(), await worker.activity()];
  for (const item of items) await worker.finish(item);
  await worker.answer(await worker.turn(), [complete(3)]);
  const activities = await sent(tracing, spans);
  const handed = items.map(({ trace }) => [trace?.traceParent, trace?.spanId, trace?.traceState]);
  const expected = activities
    .filter(({ name }) => name.startsWith('activity'))
    .map(({ spanId }) => [`00-${TRACE}-${spanId}-01`, spanId, 'vendor=x']);
  expect(handed).toEqual(expected);
  expect(new Set(expected.map(([parent]) => parent)).size).toBe(2);
});

test('children, and their children, stand below the run that called them, also when nobody sent a trace', async () => {
  const { fx, tracing, spans } = await setup();
  const worker = fx.worker();
  await fx.start('a', { name: 'Parent' });
  await worker.answer(await worker.turn('a'), [callChild(1, { instanceId: 'b' })]);
  await worker.answer(await worker.turn('b'), [callChild(1, { instanceId: 'c', name: 'Grandchild' })]);
  await worker.answer(await worker.turn('c'), [complete(1)]);
  await worker.answer(await worker.turn('b'), [complete(2)]);
  await worker.answer(await worker.turn('a'), [complete(2)]);
  const tree = parents(await sent(tracing, spans));
  expect(tree).toEqual({
    'orchestration||Parent': '',
    'orchestration||Child': 'orchestration||Parent',
    'orchestration||Grandchild': 'orchestration||Child',
  });
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
});

test('timers say what they were for and how they ended', async () => {
  const { fx, tracing, spans } = await setup();
  const worker = fx.worker();
  await fx.start('a');
  const at = fx.clock.now() + 60_000;
  const origin = { kind: 'external-event', name: 'Paid' } as const;
  await worker.answer(await worker.turn(), [callTimer(1, at), callTimer(2, at + 1, { origin })]);
  fx.clock.advance(60_000);
  await worker.answer(await worker.turn(), []);
  await fx.runtime.raiseEvent(refOf('a'), { name: 'paid', input: undefined });
  await worker.answer(await worker.turn(), [complete(3)]);
  const [fired, met, run] = await sent(tracing, spans);
  expect(fired).toMatchObject({ name: 'timer', kind: 1, parentSpanId: run?.spanId });
  expect(fired?.attributes).toMatchObject({
    ...{ 'perdure.outcome': 'fired', 'durabletask.fire_at': new Date(at).toISOString() },
  });
  expect(Math.round((fired?.until ?? 0) - (fired?.from ?? 0))).toBe(60_000);
  expect(met?.attributes).toMatchObject({ 'perdure.outcome': 'event', 'perdure.timer.awaited_event': 'Paid' });
});

test('a failure is the status of its span, with type, message and stack', async () => {
  const { fx, tracing, spans } = await setup();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  await worker.finish(await worker.activity(), { outcome: { kind: 'failed', failure: BOOM } });
  await worker.answer(await worker.turn(), [complete(2, { status: 'failed', failure: BOOM })]);
  const both = await sent(tracing, spans);
  expect(both.map(({ status }) => status)).toEqual([
    { code: ERROR, message: 'no money' },
    { code: ERROR, message: 'no money' },
  ]);
  const exception = { 'exception.type': 'Boom', 'exception.message': 'no money', 'exception.stacktrace': 'at charge' };
  expect(both[0]?.events).toEqual([{ name: 'exception', attributes: exception }]);
  expect(both[1]?.attributes).toMatchObject({ 'durabletask.runtime_status': 'FAILED' });
});

test('each generation is a trace of its own that links to the one before', async () => {
  const { fx, tracing, spans } = await setup();
  const worker = fx.worker();
  await fx.start('a', { trace: CALLER });
  await worker.answer(await worker.turn(), [again(1)]);
  await worker.answer(await worker.turn(), [callTask(1)]);
  const item = await worker.activity();
  await worker.finish(item);
  await worker.answer(await worker.turn(), [complete(2)]);
  const [first, activity, second] = await sent(tracing, spans);
  expect(first).toMatchObject({ traceId: TRACE, attributes: { 'durabletask.runtime_status': 'CONTINUED_AS_NEW' } });
  expect(second).toMatchObject({ parentSpanId: '', links: [{ traceId: TRACE, spanId: first?.spanId }] });
  expect(second?.traceId).not.toBe(TRACE);
  expect(activity).toMatchObject({ traceId: second?.traceId, parentSpanId: second?.spanId, links: [] });
  expect(item.trace?.traceState).toBeUndefined();
});

test('a runtime that is started again in the middle goes on with the same tree', async () => {
  const { fx, restart, spans, tracing } = await setup();
  const before = fx.worker();
  const from = fx.clock.now();
  await fx.start('a', { name: 'Order' });
  await before.answer(await before.turn(), [callTask(1)]);
  await before.finish(await before.activity());
  await before.answer(await before.turn(), [callTask(2)]);
  const lost = await before.activity();
  const next = await restart(tracing);
  const after = fx.worker();
  const item = await after.activity();
  expect(item.trace).toEqual(lost.trace);
  fx.clock.advance(1_000);
  await after.finish(item);
  await after.answer(await after.turn(), [complete(3)]);
  await sent(next, spans);
  expect(parents(spans)).toEqual({
    'activity||Work1': 'orchestration||Order',
    'activity||Work2': 'orchestration||Order',
    'orchestration||Order': '',
  });
  const order = spans.find(({ name }) => name === 'orchestration||Order');
  expect(order?.from).toBe(from);
  expect(Math.round((order?.until ?? 0) - from)).toBe(1_000);
});

test('what the starter does not want recorded is not, in no generation and no child', async () => {
  const { fx, tracing, spans } = await setup();
  const worker = fx.worker();
  await fx.start('a', { trace: { traceParent: `00-${TRACE}-00f067aa0ba902b7-00` } });
  await worker.answer(await worker.turn(), [callTask(1)]);
  const item = await worker.activity();
  expect(item.trace?.traceParent).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`));
  await worker.finish(item);
  await worker.answer(await worker.turn(), [callChild(2, { instanceId: 'b' }), again(3)]);
  await worker.answer(await worker.turn('b'), [complete(1)]);
  await worker.answer(await worker.turn('a'), [complete(1)]);
  expect(await sent(tracing, spans)).toEqual([]);
});

test('the sampler of the environment decides for traces that begin here, and the worker is told', async () => {
  vi.stubEnv('OTEL_TRACES_SAMPLER', 'parentbased_always_off');
  const { fx, tracing, spans } = await setup();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const item = await worker.activity();
  expect(item.trace?.traceParent).toMatch(/-00$/);
  await worker.finish(item);
  await worker.answer(await worker.turn(), [complete(2)]);
  expect(await sent(tracing, spans)).toEqual([]);
});

test('spans travel as JSON when the environment asks for that', async () => {
  const { fx, tracing, spans, receiver } = await setup('http/json');
  const worker = fx.worker();
  await fx.start('a', { name: 'Order', trace: CALLER });
  await worker.answer(await worker.turn(), [complete(1)]);
  expect(await sent(tracing, spans)).toMatchObject([{ name: 'orchestration||Order', traceId: TRACE }]);
  expect(receiver.types).toEqual(['application/json']);
});

/** Sends what is left; answers all spans in the order in which they ended. */
async function sent(tracing: Tracing, spans: readonly ReceivedSpan[]): Promise<readonly ReceivedSpan[]> {
  await tracing.close();
  return spans;
}

/** Span name → name of its parent; '' for a root. */
function parents(spans: readonly ReceivedSpan[]): Readonly<Record<string, string>> {
  const nameOf = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  return Object.fromEntries(
    spans.map(({ name, parentSpanId }) => [name, parentSpanId === '' ? '' : (nameOf.get(parentSpanId) ?? 'unknown')]),
  );
}

type Setup = {
  readonly fx: RuntimeFixture;
  readonly tracing: Tracing;
  readonly receiver: OtlpReceiver;
  readonly spans: ReceivedSpan[];
  /** Ends runtime and tracing and starts both again. */
  restart(tracing: Tracing): Promise<Tracing>;
};

async function setup(protocol: TracingSettings['protocol'] = 'http/protobuf'): Promise<Setup> {
  const receiver = await openOtlpReceiver();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.endpoint);
  let current = await startTracing({ protocol, version: '1.2.3', onTrouble });
  const tracing = current;
  const fx = await openRuntime({
    telemetry: {
      observe: (observation) => current.observe(observation),
      traces: {
        ofStart: (started) => current.contexts.ofStart(started),
        ofNextGeneration: (previous, executionId) => current.contexts.ofNextGeneration(previous, executionId),
        ofActivity: (started, scheduled) => current.contexts.ofActivity(started, scheduled),
      },
    },
  });
  return {
    ...{ fx, tracing, receiver, spans: receiver.spans },
    async restart(old) {
      await fx.close();
      await old.close();
      current = await startTracing({ protocol, version: '1.2.3', onTrouble });
      await fx.open();
      return current;
    },
  };
}
