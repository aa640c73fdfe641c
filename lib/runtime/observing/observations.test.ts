import { expect, test } from 'vitest';
import type { Observation } from '@/lib/telemetry/observation';
import { openRuntime, refOf, type FixtureOptions, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { again, callTask, callTimer, complete } from '@/lib/testing/workflow-actions';
import { NO_APP_POLICIES } from '../policies';

const FAILED = { kind: 'failed', failure: { type: 'Boom', message: 'no', nonRetriable: false } } as const;

test('a run with an activity is told from its start to its end, with the times it waited and took', async () => {
  const { fx, told } = await setup();
  await fx.start('a', { name: 'Order' });
  fx.clock.advance(30);
  const worker = fx.worker();
  const turn = await worker.turn();
  fx.clock.advance(20);
  await worker.answer(turn, [callTask(1)]);
  const activity = await worker.activity();
  fx.clock.advance(500);
  await worker.finish(activity);
  await worker.answer(await worker.turn(), [complete(2)]);
  expect(withoutCommits(told).map(({ kind }) => kind)).toEqual([
    ...['workflow-started', 'stream-opened', 'turn-handed-out', 'activity-handed-out', 'turn-answered'],
    ...['activity-ended', 'turn-handed-out', 'activity-answered', 'workflow-ended', 'turn-answered'],
  ]);
  expect(told).toContainEqual({ kind: 'turn-handed-out', appId: 'shop', name: 'Order', waited: 30 });
  expect(told).toContainEqual({ kind: 'turn-answered', appId: 'shop', name: 'Order', took: 20, outcome: 'applied' });
  expect(told).toContainEqual({ kind: 'activity-answered', appId: 'shop', name: 'Work1', took: 500 });
  expect(find(told, 'activity-ended')).toMatchObject({ appId: 'shop', attempt: 1, ended: { kind: 'task-completed' } });
  expect(find(told, 'workflow-ended')).toMatchObject({ run: { ref: refOf('a') }, status: 'completed' });
  expect(told).toContainEqual({ kind: 'committed', changeSets: 1, took: 0 });
});

test('late, stale and duplicate answers are told and change nothing else', async () => {
  const { fx, told } = await setup();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  await worker.answer(turn, [callTask(1)]);
  await worker.answer(turn, [callTask(1)]);
  const activity = await worker.activity();
  await worker.finish({ ...activity, token: 'of another time' });
  await worker.finish(activity);
  await worker.finish(activity);
  const ignored = told.filter(({ kind }) => kind === 'answer-ignored');
  expect(ignored).toEqual([
    { kind: 'answer-ignored', appId: 'shop', item: 'turn', reason: 'late' },
    { kind: 'answer-ignored', appId: 'shop', item: 'activity', reason: 'stale' },
    { kind: 'answer-ignored', appId: 'shop', item: 'activity', reason: 'late' },
  ]);
  expect(told.filter(({ kind }) => kind === 'activity-ended')).toHaveLength(1);
});

test('timers that fire, that an event makes needless, and that the end cancels are told apart', async () => {
  const { fx, told } = await setup();
  const worker = fx.worker();
  await fx.start('a');
  const deadline = { origin: { kind: 'external-event', name: 'Paid' } } as const;
  const soon = fx.clock.now() + 1_000;
  await worker.answer(await worker.turn(), [
    ...[callTimer(1, soon), callTimer(2, soon + 9_000, deadline), callTimer(3, soon + 9_000), callTask(4)],
  ]);
  await fx.runtime.raiseEvent(refOf('a'), { name: 'Paid', input: undefined });
  await worker.answer(await worker.turn(), []);
  fx.clock.advance(1_000);
  await worker.answer(await worker.turn(), []);
  await fx.runtime.terminate(refOf('a'), { output: undefined, recurse: false });
  const timers = told.filter((one) => one.kind === 'timer-ended').map(({ created, how }) => [created.eventId, how]);
  expect(timers).toEqual([
    [2, 'event'],
    [1, 'fired'],
    [3, 'canceled'],
  ]);
  expect(find(told, 'activity-ended')).toMatchObject({ ended: { kind: 'canceled' } });
  expect(find(told, 'workflow-ended')).toMatchObject({ status: 'terminated' });
});

test('tries that the runtime repeats and tries that the workflow asks for are told apart', async () => {
  const policy = { maxAttempts: 2, firstInterval: 100, backoff: 1, maxInterval: 100, nonRetriable: [] };
  const policies = { of: () => ({ ...NO_APP_POLICIES, retry: new Map([['Work1', policy]]) }) };
  const { fx, told } = await setup({ policies });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1, { taskExecutionId: 'call' })]);
  await worker.finish(await worker.activity(), { outcome: FAILED });
  fx.clock.advance(100);
  await worker.finish(await worker.activity(), { outcome: FAILED });
  await worker.answer(await worker.turn(), [callTask(2, { name: 'Work1', taskExecutionId: 'call' })]);
  const retried = told.filter(({ kind }) => kind === 'activity-retried');
  expect(retried).toEqual([
    { kind: 'activity-retried', appId: 'shop', name: 'Work1', by: 'runtime' },
    { kind: 'activity-retried', appId: 'shop', name: 'Work1', by: 'workflow' },
  ]);
  expect(find(told, 'activity-ended')).toMatchObject({ attempt: 2, ended: { kind: 'task-failed' } });
});

test('continue-as-new is neither an end nor a start', async () => {
  const { fx, told } = await setup();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [again(1)]);
  await worker.answer(await worker.turn(), [complete(1)]);
  const kinds = told.map(({ kind }) => kind).filter((kind) => kind.startsWith('workflow-'));
  expect(kinds).toEqual(['workflow-started', 'workflow-continued', 'workflow-ended']);
});

test('a stall is told when it begins, when it is over, and again after a restart', async () => {
  const { fx, told } = await setup({ policies: { maxPayloadBytes: 10 } });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1, { input: '"much too large"' })]);
  expect(stalls(told)).toEqual(['stalled']);
  await fx.restart();
  expect(stalls(told)).toEqual(['stalled', 'stalled']);
  await fx.runtime.purge(refOf('a'), { recursive: false, force: true });
  expect(stalls(told)).toEqual(['stalled', 'stalled', 'stall-over']);
});

test('a commit that fails, a worker that is given up and a run that is kept long enough are told', async () => {
  const keep = { ...NO_APP_POLICIES, retention: { completed: 5_000 } };
  const { fx, told } = await setup({ limits: { turnTimeout: 1_000 }, policies: { of: () => keep } });
  fx.failNextCommit(new Error('disk full'));
  await expect(fx.start('lost')).rejects.toThrow('disk full');
  expect(find(told, 'commit-failed')).toBeDefined();
  const silent = fx.worker();
  await fx.start('a');
  await silent.turn();
  fx.clock.advance(1_000);
  await silent.untilEnded();
  expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['stream-given-up', 'stream-closed']));
  const worker = fx.worker();
  await worker.answer(await worker.turn(), [complete(1)]);
  fx.clock.advance(6_000);
  await fx.until(async () => (await fx.runtime.get(refOf('a'))) === undefined);
  expect(told).toContainEqual({ kind: 'expired', appId: 'shop' });
});

test('what waits, and since when, is there to read', async () => {
  const { fx } = await setup();
  await fx.start('a');
  fx.clock.advance(700);
  await fx.start('b');
  await fx.start('later', { scheduledStartAt: fx.clock.now() + 60_000 });
  const { backlog, instances, changeSetsWaiting } = fx.vitals();
  const oldestTurn = fx.clock.now() - 700;
  expect(backlog).toEqual([{ appId: 'shop', turns: 2, activities: 0, oldestTurn, oldestActivity: undefined }]);
  expect({ instances, changeSetsWaiting }).toEqual({ instances: 3, changeSetsWaiting: 0 });
  expect([await fx.vitals().timers(10), await fx.vitals().overdue(10)]).toEqual([1, 0]);
  const held = fx.holdNextCommit();
  const starting = fx.start('c');
  await held.reached;
  expect(fx.vitals().changeSetsWaiting).toBe(1);
  held.release();
  await starting;
});

function withoutCommits(told: readonly Observation[]): readonly Observation[] {
  return told.filter(({ kind }) => kind !== 'committed');
}

function stalls(told: readonly Observation[]): readonly string[] {
  return told.map(({ kind }) => kind).filter((kind) => kind === 'stalled' || kind === 'stall-over');
}

function find<K extends Observation['kind']>(told: readonly Observation[], kind: K): Observation | undefined {
  return told.find((one) => one.kind === kind);
}

async function setup(options: FixtureOptions = {}): Promise<{ fx: RuntimeFixture; told: Observation[] }> {
  const told: Observation[] = [];
  const fx = await openRuntime({ ...options, telemetry: { observe: (one) => told.push(one) } });
  return { fx, told };
}
