import { status as Code } from '@grpc/grpc-js';
import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete } from './actions';
import { test } from './bench';
import { refusalOf } from './task-hub';

test('B1 a start with a worker connected answers with the same id once the first turn is over', async ({ bench }) => {
  const worker = bench.worker();
  const id = bench.newId();
  let answered = false;
  const started = bench.start({ instanceId: id }).finally(() => (answered = true));
  const turn = await worker.turn(id);
  // Whatever the target would send before the turn is answered has come when a later call is answered.
  expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_PENDING });
  expect(answered).toBe(false);
  await worker.answer(turn, []);
  expect(await started).toBe(id);
  expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_RUNNING });
});

test('B5 a second start on an active id is AlreadyExists and changes nothing', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created({ input: '1' });
  await worker.play(id, []);
  const before = await bench.hub.history(id);
  const refusal = await refusalOf(bench.start({ instanceId: id, input: '2' }));
  expect(refusal).toMatchObject({ code: Code.ALREADY_EXISTS });
  expect(await bench.hub.history(id)).toEqual(before);
  await bench.hub.raise(id, 'Go');
  await worker.play(id, [complete(1)]);
  expect(await bench.hub.untilEnded(id)).toMatchObject({ input: '1', output: '"done"' });
});
