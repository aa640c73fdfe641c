import { expect, test } from 'vitest';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { callChild, callTask, complete } from '@/lib/testing/workflow-actions';
import { DEFAULT_LIMITS } from '../limits';

const TIMEOUT = DEFAULT_LIMITS.unknownAppTimeout;
const DECLARED = ['shop', 'billing', 'barrier'];
const policies = { knows: (appId: string) => DECLARED.includes(appId) };
const toGhost = { router: { sourceAppId: '', targetAppId: 'ghost' } };
const toBilling = { router: { sourceAppId: '', targetAppId: 'billing' } };
const NOT_FOUND = { type: 'AppNotFound', message: expect.stringContaining("'ghost'") as string };

/** A runtime in which `ghost` is unknown, and an instance `a` whose first turn asked for something. */
async function asked(...actions: readonly WorkflowAction[]) {
  const fx = await openRuntime({ policies });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), actions);
  return { fx, worker };
}

async function goesOn(fx: RuntimeFixture, id = 'a'): Promise<void> {
  const worker = fx.worker();
  await worker.answer(await worker.turn(id), [complete(9)]);
  expect(await fx.status(id)).toBe('completed');
}

test('an activity for an unknown app fails in time, told to the workflow once, with what to do', async () => {
  const { fx, worker } = await asked(callTask(1, toGhost), callTask(2, toGhost));
  fx.clock.advance(TIMEOUT - 1);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  fx.clock.advance(1);
  const turn = await worker.turn();
  expect(turn.fresh.slice(1)).toMatchObject([
    { kind: 'task-failed', taskId: 1, taskExecutionId: 'call-1', failure: NOT_FOUND },
    { kind: 'task-failed', taskId: 2, taskExecutionId: 'call-2', failure: NOT_FOUND },
  ]);
  await worker.answer(turn, []);
  fx.clock.advance(TIMEOUT * 3);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
});

test('the time runs from when the activity was asked for, whatever happens to the runtime', async () => {
  const { fx } = await asked(callTask(1, toGhost));
  fx.clock.advance(TIMEOUT - 10);
  const crashed = fx.copyAfterCrash();
  await crashed.open();
  const worker = crashed.worker();
  crashed.clock.advance(9);
  await crashed.settled();
  expect(worker.hasMore).toBe(false);
  crashed.clock.advance(1);
  expect((await worker.turn()).fresh[1]).toMatchObject({ kind: 'task-failed', failure: NOT_FOUND });
});

test('time that passed while the runtime was away counts', async () => {
  const { fx } = await asked(callTask(1, toGhost), callChild(2, { ...toGhost, instanceId: 'c' }));
  await fx.close();
  fx.clock.advance(TIMEOUT);
  await fx.open();
  await fx.until(async () => (await fx.status(refOf('c', 'ghost'))) === 'failed');
  const turn = await fx.worker().turn();
  expect(turn.fresh.map((event) => event.kind).sort()).toEqual(['child-failed', 'task-failed', 'workflow-started']);
});

test('an app that is declared by then goes on where it was', async () => {
  const { fx } = await asked(callTask(1, toGhost));
  DECLARED.push('ghost');
  try {
    await fx.restart();
    fx.clock.advance(TIMEOUT * 10);
    await fx.settled();
    const ghost = fx.worker(undefined, 'ghost');
    await ghost.finish(await ghost.activity());
    await goesOn(fx);
    expect(await fx.kinds('a')).toContain('task-completed');
  } finally {
    DECLARED.pop();
  }
});

test('an unknown app whose worker connects meanwhile is served, and given up only when the worker has left', async () => {
  const { fx, worker } = await asked(callTask(1, toGhost), callTask(2, toGhost));
  const ghost = fx.worker(undefined, 'ghost');
  const [one, two] = [await ghost.activity(), await ghost.activity()];
  fx.clock.advance(TIMEOUT);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await ghost.finish(one);
  await worker.answer(await worker.turn(), []);
  ghost.drop();
  fx.clock.advance(TIMEOUT);
  expect((await worker.turn()).fresh[1]).toMatchObject({ kind: 'task-failed', taskId: two.taskId, failure: NOT_FOUND });
});

test('a child under an unknown app ends as failed, and its parent hears why', async () => {
  const { fx, worker } = await asked(callChild(1, { ...toGhost, instanceId: 'c' }));
  const child = refOf('c', 'ghost');
  fx.clock.advance(TIMEOUT - 1);
  await fx.settled();
  expect(await fx.status(child)).toBe('pending');
  fx.clock.advance(1);
  expect((await worker.turn()).fresh[1]).toMatchObject({ kind: 'child-failed', taskId: 1, failure: NOT_FOUND });
  expect(await fx.runtime.get(child)).toMatchObject({
    status: 'failed',
    failure: NOT_FOUND,
    lastError: NOT_FOUND.message,
  });
});

test('a commit that fails does not make the activity wait for ever', async () => {
  const { fx, worker } = await asked(callTask(1, toGhost));
  fx.failNextCommit(new Error('the disk is full'));
  fx.clock.advance(TIMEOUT);
  await fx.complained('giving up');
  fx.clock.advance(DEFAULT_LIMITS.retryDelay);
  expect((await worker.turn()).fresh[1]).toMatchObject({ kind: 'task-failed', failure: NOT_FOUND });
});

test('terminate and purge leave nothing to give up', async () => {
  const { fx, worker } = await asked(callTask(1, toGhost));
  await fx.runtime.terminate(refOf('a'), { output: undefined, recurse: false });
  await fx.runtime.purge(refOf('a'), { recursive: false, force: false });
  fx.clock.advance(TIMEOUT * 2);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  expect(fx.complaints).toEqual([]);
});

test('a start in an unknown app is refused at once, and other operations find no instance', async () => {
  const fx = await openRuntime({ policies });
  const ref = refOf('x', 'ghost');
  await expect(fx.start('x', { ref })).rejects.toMatchObject({
    code: 'not_found',
    message: "no app with App ID 'ghost' is declared",
    hint: expect.stringContaining('perdure.config') as string,
  });
  const missing = { code: 'not_found', message: expect.stringContaining('no such instance exists') as string };
  await expect(fx.runtime.raiseEvent(ref, { name: 'Go', input: undefined })).rejects.toMatchObject(missing);
  await expect(fx.runtime.terminate(ref, { output: undefined, recurse: false })).rejects.toMatchObject(missing);
  expect(await fx.runtime.get(ref)).toBeUndefined();
  fx.worker(undefined, 'ghost');
  expect(await fx.start('x', { ref })).toEqual(ref);
});

test('an activity for a declared app waits for its workers, through their loss and a crash', async () => {
  const { fx, worker } = await asked(callTask(1, toBilling), callTask(2));
  fx.clock.advance(TIMEOUT * 100);
  const billing = fx.worker(undefined, 'billing');
  const item = await billing.activity();
  billing.drop();
  await worker.finish(await worker.activity());
  await worker.answer(await worker.turn(), []);
  fx.clock.advance(TIMEOUT * 100);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  const crashed = fx.copyAfterCrash();
  await crashed.open();
  const [back, other] = [crashed.worker(), crashed.worker(undefined, 'billing')];
  const again = await other.activity();
  expect({ ...again, token: '' }).toEqual({ ...item, token: '' });
  await other.finish(again);
  expect((await back.turn()).fresh.slice(1)).toMatchObject([{ kind: 'task-completed', taskId: 1 }]);
});

test('a child in a declared app waits for its workers, through their loss', async () => {
  const { fx, worker } = await asked(callChild(1, { ...toBilling, instanceId: 'c' }));
  fx.clock.advance(TIMEOUT * 100);
  const billing = fx.worker(undefined, 'billing');
  await billing.turn('c');
  billing.drop();
  await fx.settled();
  expect(await fx.status(refOf('c', 'billing'))).toBe('pending');
  const other = fx.worker(undefined, 'billing');
  await other.answer(await other.turn('c'), [complete(1)]);
  expect((await worker.turn()).fresh[1]).toMatchObject({ kind: 'child-completed', taskId: 1 });
});
