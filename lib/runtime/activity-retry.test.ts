import { expect, test } from 'vitest';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { again, callTask, complete } from '@/lib/testing/workflow-actions';
import { NO_APP_POLICIES, type RetryPolicy, type RuntimePolicies } from './policies';
import type { ActivityAnswer } from './runtime-port';

const POLICY: RetryPolicy = {
  maxAttempts: 3,
  firstInterval: 100,
  backoff: 2,
  maxInterval: 150,
  nonRetriable: ['Fatal'],
};
const NO_OUTPUT = { output: undefined, recurse: false };

/** Policies by activity name of the app `shop`, or of another one. */
function repeating(retry: Readonly<Record<string, RetryPolicy>>, appId = 'shop'): Partial<RuntimePolicies> {
  const policies = { ...NO_APP_POLICIES, retry: new Map(Object.entries(retry)) };
  return { of: (asked) => (asked === appId ? policies : NO_APP_POLICIES) };
}

function failure(message = 'boom', type = 'Boom'): { readonly outcome: ActivityAnswer['outcome'] } {
  return { outcome: { kind: 'failed', failure: { type, message, nonRetriable: false } } };
}

/** An instance `a` whose activity 1 is repeated by policy and has just been handed to `worker`. */
async function underWay(policy = POLICY) {
  const fx = await openRuntime({ policies: repeating({ '*': policy }) });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  return { fx, worker, item: await worker.activity() };
}

async function stepsOf(fx: RuntimeFixture, id = 'a') {
  const console = await fx.openConsole();
  try {
    return await console.listSteps(refOf(id));
  } finally {
    await console.close();
  }
}

/** Lets the rest pass; resolves when the try that was due is open, on disk. */
async function pass(fx: RuntimeFixture, ms: number): Promise<void> {
  fx.clock.advance(ms);
  await fx.until(async () => (await fx.runtime.get(refOf('a')))?.waitingOn.nextAttemptAt === undefined);
}

test('a failed activity is tried again after its intervals, and its workflow hears of the last failure alone', async () => {
  const { fx, worker, item: first } = await underWay();
  await worker.finish(first, failure('one'));
  fx.clock.advance(99);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await pass(fx, 1);
  const second = await worker.activity();
  expect({ ...second, token: '' }).toEqual({ ...first, token: '' });
  await worker.finish(second, failure('two'));
  fx.clock.advance(149);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await pass(fx, 1);
  expect(await fx.kinds('a')).toEqual(['workflow-started', 'execution-started', 'task-scheduled']);
  await worker.finish(await worker.activity(), failure('three'));
  const turn = await worker.turn();
  expect(turn.fresh).toHaveLength(2);
  expect(turn.fresh[1]).toMatchObject({ kind: 'task-failed', taskId: 1, failure: { message: 'three' } });
  expect(await stepsOf(fx)).toMatchObject([{ status: 'failed', attempt: 3, error: 'three', nextAttemptAt: undefined }]);
});

test('while it rests the row and the step tell the try, its failure and the next time', async () => {
  const { fx, worker, item } = await underWay();
  await worker.finish(item, failure('no route'));
  const nextAttemptAt = fx.clock.now() + 100;
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({
    ...{ status: 'running', attempts: 1, lastError: 'no route' },
    waitingOn: { activities: ['Work1'], openTasks: 1, nextAttemptAt },
  });
  const told = { status: 'scheduled', failedTries: 1, error: 'no route' };
  expect(await stepsOf(fx)).toMatchObject([{ ...told, attempt: 1, nextAttemptAt }]);
  await pass(fx, 100);
  expect(await stepsOf(fx)).toMatchObject([{ ...told, attempt: 2, nextAttemptAt: undefined }]);
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ attempts: 2 });
  await worker.finish(await worker.activity());
  expect((await worker.turn()).fresh[1]).toMatchObject({ kind: 'task-completed', taskId: 1 });
});

test.each([
  ['its type is excluded', failure('boom', 'Fatal').outcome],
  ['the SDK calls it final', { kind: 'failed', failure: { type: 'T', message: 'm', nonRetriable: true } } as const],
])('a failure is told at once when %s', async (_, outcome) => {
  const { worker, item } = await underWay();
  await worker.finish(item, { outcome });
  expect((await worker.turn()).fresh[1]).toMatchObject({ kind: 'task-failed' });
});

test('a policy holds for the app that runs the activity and for its name before any other', async () => {
  const never = { ...POLICY, maxAttempts: 1 };
  const fx = await openRuntime({ policies: repeating({ '*': never, Work2: POLICY }, 'billing') });
  const [worker, other] = [fx.worker(), fx.worker(undefined, 'billing')];
  await fx.start('a');
  const router = { sourceAppId: '', targetAppId: 'billing' };
  await worker.answer(await worker.turn(), [callTask(1, { router }), callTask(2, { router }), callTask(3)]);
  const [one, two] = [await other.activity(), await other.activity()];
  await other.finish(two, failure());
  await worker.finish(await worker.activity(), failure());
  const turn = await worker.turn();
  expect(turn.fresh.slice(1)).toMatchObject([{ kind: 'task-failed', taskId: 3 }]);
  await other.finish(one, failure());
  await worker.answer(turn, []);
  expect((await worker.turn()).fresh.slice(1)).toMatchObject([{ kind: 'task-failed', taskId: 1 }]);
  await pass(fx, 100);
  expect((await other.activity()).taskId).toBe(2);
});

test('a failure that is told twice counts once, together, while it rests and after the next try began', async () => {
  const { fx, worker, item } = await underWay();
  await Promise.all([worker.finish(item, failure()), worker.finish(item, { ...failure(), token: '' })]);
  await worker.finish(item, { ...failure(), token: '' });
  expect(await stepsOf(fx)).toMatchObject([{ failedTries: 1 }]);
  worker.drop();
  await pass(fx, 100);
  await worker.finish(item, { ...failure(), token: '' });
  expect(await stepsOf(fx)).toMatchObject([{ failedTries: 1, attempt: 2, nextAttemptAt: undefined }]);
  const other = fx.worker();
  const second = await other.activity();
  await other.finish(item, failure());
  expect(await stepsOf(fx)).toMatchObject([{ failedTries: 1 }]);
  await other.finish(second);
  expect((await other.turn()).fresh[1]).toMatchObject({ kind: 'task-completed' });
});

test('a success that comes late, while the activity rests, counts and no other try is made', async () => {
  const { fx, worker, item } = await underWay();
  await worker.finish(item, failure());
  await worker.finish(item);
  await worker.answer(await worker.turn(), []);
  fx.clock.advance(1_000);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  expect(await fx.kinds('a')).toContain('task-completed');
  expect(await stepsOf(fx)).toMatchObject([{ status: 'completed', attempt: 1, nextAttemptAt: undefined }]);
});

test('count and time outlive a crash: tries go on where they were, and no interval starts over', async () => {
  const { fx, worker, item } = await underWay();
  await worker.finish(item, failure());
  await pass(fx, 100);
  await worker.finish(await worker.activity(), failure());
  fx.clock.advance(149);
  const crashed = fx.copyAfterCrash();
  await crashed.open();
  const survivor = crashed.worker();
  await crashed.settled();
  expect(survivor.hasMore).toBe(false);
  await pass(crashed, 1);
  await survivor.finish(await survivor.activity(), failure('last'));
  expect((await survivor.turn()).fresh[1]).toMatchObject({ kind: 'task-failed', failure: { message: 'last' } });
  expect(await stepsOf(crashed)).toMatchObject([{ attempt: 3, status: 'failed' }]);
});

test('a try that is due when the runtime starts is made at once', async () => {
  const { fx, worker, item } = await underWay();
  await worker.finish(item, failure());
  await fx.close();
  fx.clock.advance(60_000);
  await fx.open();
  expect((await fx.worker().activity()).taskId).toBe(1);
});

test('a suspended instance makes a due try when it is resumed and not before', async () => {
  const { fx, worker, item } = await underWay();
  await worker.finish(item, failure());
  await fx.runtime.suspend(refOf('a'), { reason: undefined });
  await pass(fx, 100);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await fx.runtime.resume(refOf('a'), { reason: undefined });
  expect((await worker.activity()).taskId).toBe(1);
});

test('terminate ends the rest, and nothing is tried after it', async () => {
  const { fx, worker, item } = await underWay();
  await worker.finish(item, failure());
  await fx.runtime.terminate(refOf('a'), NO_OUTPUT);
  fx.clock.advance(1_000);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  expect(await stepsOf(fx)).toMatchObject([{ status: 'canceled', error: 'boom', nextAttemptAt: undefined }]);
});

test('continue-as-new, purge and a rerun forget what was tried', async () => {
  const { fx, worker, item } = await underWay({ ...POLICY, maxAttempts: 2 });
  await worker.finish(item, failure());
  await fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined });
  await worker.answer(await worker.turn(), [again(2)]);
  fx.clock.advance(1_000);
  await worker.answer(await worker.turn(), [callTask(1)]);
  await worker.finish(await worker.activity(), failure('anew'));
  expect(await stepsOf(fx)).toMatchObject([{ generation: 2, attempt: 1, failedTries: 1 }]);
  await pass(fx, 100);
  await worker.finish(await worker.activity(), failure('last'));
  await worker.answer(await worker.turn(), [complete(2)]);
  const rerun = await fx.runtime.rerun({
    ...{ source: refOf('a'), eventId: 1, newInstanceId: 'b' },
    ...{ overwrite: undefined, newChildInstanceId: undefined },
  });
  await fx.runtime.purge(refOf('a'), { recursive: false, force: false });
  await worker.finish(await worker.activity('b'), failure('of the rerun'));
  expect(await stepsOf(fx, rerun.instanceId)).toMatchObject([{ attempt: 1, failedTries: 1 }]);
  await fx.runtime.purge(refOf('b'), { recursive: false, force: true });
  fx.clock.advance(1_000);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
});

test('a failed try whose commit fails is not counted, and the activity is offered again', async () => {
  const { fx, worker, item } = await underWay();
  fx.failNextCommit(new Error('the disk is full'));
  await expect(worker.finish(item, failure())).rejects.toThrow('the disk is full');
  fx.clock.advance(1_000);
  await worker.finish(await worker.activity(), failure());
  expect(await stepsOf(fx)).toMatchObject([{ failedTries: 1 }]);
});
