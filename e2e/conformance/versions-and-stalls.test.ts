import { expect } from 'vitest';
import { OrchestrationStatus as Status, StalledReason } from '@/lib/protocol/generated/workflow';
import { complete, scheduleTask, versionNotAvailable } from './actions';
import { type Bench, test } from './bench';
import { eventsIn, eventsOf, onlyOf } from './events';
import { refusalOf } from './task-hub';
import { timestamp } from './time';
import type { Worker } from './worker';

const STALLED = Status.ORCHESTRATION_STATUS_STALLED;
const ran = (...patches: readonly string[]) => ({ version: { patches: [...patches] } });

async function untilStalled(bench: Bench, id: string): Promise<void> {
  expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: STALLED });
}

/** An instance whose first turn ran with the patches a and b, and that has a second turn to run. */
async function patched(bench: Bench, worker: Worker): Promise<string> {
  const id = await bench.created();
  await worker.play(id, [], ran('a', 'b'));
  await bench.hub.raise(id, 'Go');
  return id;
}

test('B59 patches that do not begin with the recorded ones stall the instance, once however often tried', async ({
  bench,
}) => {
  const old = bench.worker();
  const id = await patched(bench, old);
  await old.play(id, [complete(1)], ran('a'));
  await untilStalled(bench, id);
  const second = bench.worker();
  await second.play(id, [complete(1)], ran('a'));
  const third = bench.worker();
  const turn = await third.turn(id);
  const stall = onlyOf(await bench.hub.history(id), 'executionStalled');
  expect(stall.reason).toBe(StalledReason.PATCH_MISMATCH);
  expect(stall.description).not.toBe('');
  await third.answer(turn, [complete(1)], ran('a', 'b', 'c'));
  expect(await bench.hub.untilEnded(id)).toMatchObject({ output: '"done"' });
  expect(eventsOf(await bench.hub.history(id), 'executionStalled')).toHaveLength(1);
});

test('B59 only patches that were not known before are recorded with a later turn', async ({ bench }) => {
  const worker = bench.worker();
  const id = await patched(bench, worker);
  await worker.play(id, [complete(1)], ran('a', 'b', 'c'));
  await bench.hub.untilEnded(id);
  const turns = eventsOf(await bench.hub.history(id), 'workflowStarted');
  expect(turns.map(({ version }) => version?.patches)).toEqual([['a', 'b'], ['c']]);
});

test('B60 a version that the worker does not have stalls the instance until a worker comes that has it', async ({
  bench,
}) => {
  const old = bench.worker();
  const id = await bench.created();
  await old.play(id, [scheduleTask(1)], { version: { name: 'v2', patches: [] } });
  await old.finish(await old.task(id));
  await old.play(id, [versionNotAvailable(2)]);
  await untilStalled(bench, id);
  expect(onlyOf(await bench.hub.history(id), 'executionStalled').reason).toBe(StalledReason.VERSION_NOT_AVAILABLE);
  const fitting = bench.worker();
  const turn = await fitting.turn(id);
  expect(onlyOf(eventsIn(turn), 'taskCompleted').taskScheduledId).toBe(1);
  await fitting.answer(turn, [complete(2)]);
  expect(await bench.hub.untilEnded(id)).toMatchObject({ version: 'v2', output: '"done"' });
});

test(
  'B60 a completion with the status STALLED stalls the instance and does not end it',
  { meta: { differs: 'daprd records a terminal completion with the status STALLED when the Java SDK reports so' } },
  async ({ bench }) => {
    const java = bench.worker();
    const id = await bench.created();
    await java.play(id, [complete(1, { workflowStatus: STALLED, result: undefined })]);
    await untilStalled(bench, id);
    await bench.worker().play(id, [complete(1)]);
    expect(await bench.hub.untilEnded(id)).toMatchObject({
      workflowStatus: Status.ORCHESTRATION_STATUS_COMPLETED,
      output: '"done"',
    });
  },
);

test('B61 a history beyond the limit stalls the instance; a higher limit lets it go on', async ({ bench }) => {
  const own = await bench.ownRuntime({ config: { maxHistory: '20KiB' } });
  const hub = bench.connect(own.target);
  const before = bench.worker({ target: own.target });
  await hub.start({ instanceId: 'large', scheduledStartTimestamp: timestamp(1_000) });
  const actions = [1, 2, 3].map((id) => scheduleTask(id, { input: JSON.stringify('x'.repeat(10_000)) }));
  await before.play('large', actions);
  expect(await hub.state('large')).toMatchObject({ workflowStatus: STALLED });
  const stall = onlyOf(await hub.history('large'), 'executionStalled');
  expect(stall.reason).toBe(StalledReason.PAYLOAD_SIZE_EXCEEDED);
  await own.stop();
  await own.restart({ config: { maxHistory: '1MiB' } });
  const worker = bench.worker({ target: own.target });
  await worker.play('large', actions);
  for (const _ of actions) await worker.finish(await worker.task('large'));
  let turn = await worker.turn('large');
  while (eventsOf(eventsIn(turn), 'taskCompleted').length < actions.length) {
    await worker.answer(turn, []);
    turn = await worker.turn('large');
  }
  await worker.answer(turn, [complete(4)]);
  expect(await bench.connect(own.target).untilEnded('large')).toMatchObject({ output: '"done"' });
});

const misfits = { 'in another order': ['b', 'a'], 'none at all': [], 'others in their place': ['a', 'c', 'b'] };

test.for(Object.entries(misfits))(
  'B59 patches that a worker knows %s stall the instance',
  async ([, patches], { bench }) => {
    const worker = bench.worker();
    const id = await patched(bench, worker);
    const before = await bench.hub.history(id);
    await worker.play(id, [complete(1)], ran(...patches));
    await untilStalled(bench, id);
    const history = await bench.hub.history(id);
    expect(onlyOf(history, 'executionStalled').reason).toBe(StalledReason.PATCH_MISMATCH);
    expect(history.slice(0, -1)).toEqual(before);
    expect(worker.waiting(id)).toEqual([]);
    const turn = await bench.worker().play(id, [complete(1)], ran('a', 'b'));
    expect(onlyOf(turn.newEvents, 'eventRaised').name).toBe('Go');
    expect(await bench.hub.untilEnded(id)).toMatchObject({ output: '"done"' });
  },
);

test('B60 a stall holds through a restart, and a purge is refused meanwhile', async ({ bench }) => {
  const own = await bench.ownRuntime();
  const hub = bench.connect(own.target);
  await hub.start({ instanceId: 'held', scheduledStartTimestamp: timestamp(1_000) });
  await bench.worker({ target: own.target }).play('held', [versionNotAvailable(1)]);
  const refusal = await refusalOf(hub.purge('held'));
  expect(refusal.details).toContain('orchestration has not yet completed');
  await own.stop('SIGKILL');
  await own.restart();
  const again = bench.connect(own.target);
  expect(await again.state('held')).toMatchObject({ workflowStatus: STALLED });
  await bench.worker({ target: own.target }).play('held', [complete(1)]);
  expect(await again.untilEnded('held')).toMatchObject({ output: '"done"' });
});

test('B59 workers with different misfits that try in turn leave one event for each', async ({ bench }) => {
  const first = bench.worker();
  const id = await patched(bench, first);
  await first.play(id, [complete(1)], ran('a'));
  for (const patches of [['b'], ['a'], ['b'], ['a']]) await bench.worker().play(id, [complete(1)], ran(...patches));
  expect(eventsOf(await bench.hub.history(id), 'executionStalled')).toHaveLength(2);
  await bench.worker().play(id, [complete(1)], ran('a', 'b'));
  expect(await bench.hub.untilEnded(id)).toMatchObject({ output: '"done"' });
});
