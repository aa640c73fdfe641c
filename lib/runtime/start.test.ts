import { expect, test } from 'vitest';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import { callChild, complete } from '@/lib/testing/workflow-actions';

const never = (): AbortSignal => new AbortController().signal;

test('B1: a start answers the id, and its wait for the start ends when the first turn is recorded', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  expect(await fx.start('a')).toEqual(refOf('a'));
  const turn = await worker.turn();
  let isStarted = false;
  const started = fx.runtime.waitFor(refOf('a'), 'started', never()).then((detail) => {
    isStarted = true;
    return detail;
  });
  await fx.settled();
  expect(isStarted).toBe(false);
  expect(await fx.status('a')).toBe('pending');
  await worker.answer(turn, []);
  expect((await started).status).toBe('running');
});

test('B2: without a worker the instance is pending until one comes', async () => {
  const fx = await openRuntime();
  await fx.start('a', { input: '1' });
  const started = fx.runtime.waitFor(refOf('a'), 'started', never());
  await fx.settled();
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'pending', input: '1', startedAt: undefined });
  fx.worker({ workflows: { Scripted: () => [] } });
  expect((await started).status).toBe('running');
});

test('B3: a planned start waits for its time, also when events come before', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a', { scheduledStartAt: fx.clock.now() + 60_000 });
  await fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: '1' });
  fx.clock.advance(59_999);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  fx.clock.advance(1);
  const turn = await worker.turn();
  expect(turn.fresh.map((event) => event.kind)).toEqual(['workflow-started', 'execution-started', 'event-raised']);
});

test('B3: a planned start survives a restart of the runtime', async () => {
  const fx = await openRuntime();
  await fx.start('a', { scheduledStartAt: fx.clock.now() + 7_000 });
  await fx.restart();
  const worker = fx.worker();
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  fx.clock.advance(7_000);
  expect((await worker.turn()).instanceId).toBe('a');
});

test('B3: terminated before its time, a planned start never runs', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a', { scheduledStartAt: fx.clock.now() + 1_000 });
  await fx.runtime.terminate(refOf('a'), { output: '"no"', recurse: false });
  expect(await fx.ended('a')).toMatchObject({ status: 'terminated', output: '"no"' });
  fx.clock.advance(2_000);
  await fx.settled();
  expect(worker.received).toEqual([]);
});

test('B3: a start planned for the past runs now', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a', { scheduledStartAt: fx.clock.now() - 1 });
  expect((await worker.turn()).instanceId).toBe('a');
});

test.each([
  ['absent', undefined],
  ['empty', ''],
  ['null', 'null'],
])('B4: an %s input arrives as it was given', async (_, input) => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a', { input });
  const started = (await worker.turn()).fresh.find((event) => event.kind === 'execution-started');
  expect(started?.input).toBe(input);
  await fx.restart();
  expect((await fx.runtime.get(refOf('a')))?.input).toBe(input);
});

test('B5: a second start on an active id is refused and changes nothing', async () => {
  const fx = await openRuntime();
  await fx.start('a', { input: '1' });
  const before = await fx.runtime.get(refOf('a'));
  await expect(fx.start('a', { input: '2' })).rejects.toMatchObject({ code: 'conflict' });
  expect(await fx.runtime.get(refOf('a'))).toEqual(before);
});

test('B5: of many starts on one id at the same time one wins', async () => {
  const fx = await openRuntime();
  const starts = Array.from({ length: 10 }, () => fx.start('a'));
  const outcomes = await Promise.allSettled(starts);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
});

test('an operator may have every id used once only, whatever a start asks for', async () => {
  const fx = await openRuntime({ policies: { uniqueInstanceIds: true } });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [complete(1)]);
  expect(await fx.status('a')).toBe('completed');
  await expect(fx.start('a', { unique: false })).rejects.toMatchObject({ code: 'conflict' });
});

test('B6, B9: a start on an ended id runs again from nothing, unless the id must be unique', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a', { input: '1' });
  const first = await worker.turn();
  await worker.answer(first, [complete(1)]);
  await expect(fx.start('a', { unique: true })).rejects.toMatchObject({ code: 'conflict' });
  await fx.start('a', { input: '2' });
  const second = await worker.turn();
  expect(second.past).toEqual([]);
  expect(second.executionId).not.toBe(first.executionId);
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'pending', input: '2', output: undefined });
});

test('B7: a start on an ended id whose child still runs is refused until the child has ended', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callChild(1), complete(2)]);
  await expect(fx.start('a')).rejects.toMatchObject({ code: 'conflict' });
  await worker.answer(await worker.turn('a:0001'), [complete(1)]);
  expect(await fx.start('a')).toEqual(refOf('a'));
});

test.each(['a:b:0001', 'größe_Ω-🙂', '_', 'a b\tc', 'x'.repeat(500)])('B8: the id %j is taken as it is', async (id) => {
  const fx = await openRuntime();
  fx.worker({ workflows: { Scripted: () => [complete(1)] } });
  expect(await fx.start(id)).toEqual(refOf(id));
  expect((await fx.ended(id)).instanceId).toBe(id);
});

test('an empty id asks for a fresh one, an empty name is refused', async () => {
  const fx = await openRuntime();
  const [one, two] = [await fx.start(''), await fx.start('')];
  expect(one.instanceId).not.toBe('');
  expect(one.instanceId).not.toBe(two.instanceId);
  await expect(fx.start('a', { name: ' ' })).rejects.toMatchObject({ code: 'invalid' });
});

test('B55: waits end at once when it has happened, and when it happens', async () => {
  const fx = await openRuntime();
  const unknown = fx.runtime.waitFor(refOf('later'), 'ended', never());
  fx.worker({ workflows: { Scripted: () => [complete(1)] } });
  await fx.start('later');
  expect((await unknown).status).toBe('completed');
  expect((await fx.runtime.waitFor(refOf('later'), 'ended', never())).output).toBe('"done"');
  expect((await fx.runtime.waitFor(refOf('later'), 'started', never())).status).toBe('completed');
});

test('B55: a wait whose caller gives up is rejected, also one that had given up before', async () => {
  const fx = await openRuntime();
  const caller = new AbortController();
  const waiting = fx.runtime.waitFor(refOf('a'), 'ended', caller.signal);
  await fx.settled();
  caller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'timeout' });
  await expect(fx.runtime.waitFor(refOf('a'), 'started', caller.signal)).rejects.toMatchObject({ code: 'timeout' });
});

test('B56: an unknown instance is undefined; a failed one tells its failure and its times', async () => {
  const fx = await openRuntime();
  expect(await fx.runtime.get(refOf('a'))).toBeUndefined();
  expect(await fx.runtime.history(refOf('a'))).toBeUndefined();
  const worker = fx.worker();
  await fx.start('a');
  const createdAt = fx.clock.now();
  fx.clock.advance(1_000);
  const failure = { type: 'Boom', message: 'it broke', stack: 'at x', nonRetriable: true };
  await worker.answer(await worker.turn(), [complete(1, { status: 'failed', failure, result: undefined })], {
    customStatus: '"half way"',
  });
  const detail = await fx.runtime.get(refOf('a'));
  expect(detail).toMatchObject({ status: 'failed', failure, createdAt, customStatus: '"half way"' });
  expect(detail?.updatedAt).toBe((await fx.history('a')).at(-1)?.at);
  expect(detail?.completedAt).toBeGreaterThanOrEqual(createdAt + 1_000);
});

test('an id or a name that no store could index is refused, and one of the greatest length is not', async () => {
  const fx = await openRuntime();
  const failure = (what: string) => ({ code: 'invalid', message: `${what} has 1025 bytes; 1024 are allowed` });
  await expect(fx.start('é'.repeat(512) + 'x')).rejects.toMatchObject(failure('the instance ID'));
  await expect(fx.start('a', { name: 'x'.repeat(1025) })).rejects.toMatchObject(failure('the workflow name'));
  const longest = 'é'.repeat(512);
  await fx.start(longest);
  expect(await fx.status(longest)).toBe('pending');
});
