import { expect } from 'vitest';
import { HistoryEvent, type PropagatedHistory } from '@/lib/protocol/generated/history';
import { HistoryPropagationScope as Scope } from '@/lib/protocol/generated/workflow';
import { complete, continueAsNew, createChild, scheduleTask } from './actions';
import { test } from './bench';
import { kinds } from './events';

/** What was told: of which instances, and of which events. */
function told(history: PropagatedHistory | undefined) {
  return history?.chunks.map(({ appId, instanceId, workflowName, rawEvents }) => ({
    ...{ appId, instanceId, workflowName, kinds: kinds(rawEvents.map((bytes) => HistoryEvent.decode(bytes))) },
  }));
}

const own = { historyPropagationScope: Scope.HISTORY_PROPAGATION_SCOPE_OWN_HISTORY };
const lineage = { historyPropagationScope: Scope.HISTORY_PROPAGATION_SCOPE_LINEAGE };

test('an activity and a child are told the history that the call asks to have told, others nothing', async ({
  bench,
}) => {
  const worker = bench.worker();
  const id = await bench.created({ name: 'Order' });
  const child = bench.newId('child');
  await worker.play(id, [
    ...[scheduleTask(1, own), scheduleTask(2)],
    createChild(3, { instanceId: child, name: 'Ship', ...lineage }),
  ]);
  const tasks = [await worker.task(id), await worker.task(id)].toSorted((a, b) => a.taskId - b.taskId);
  expect(tasks[1]?.propagatedHistory).toBeUndefined();
  const { appId } = bench.target;
  expect(tasks[0]?.propagatedHistory?.scope).toBe(Scope.HISTORY_PROPAGATION_SCOPE_OWN_HISTORY);
  expect(told(tasks[0]?.propagatedHistory)).toMatchObject([{ appId, instanceId: id, workflowName: 'Order' }]);
  const turn = await worker.turn(child);
  expect(turn.propagatedHistory?.scope).toBe(Scope.HISTORY_PROPAGATION_SCOPE_LINEAGE);
  const parents = told(turn.propagatedHistory);
  expect(parents).toMatchObject([{ appId, instanceId: id, workflowName: 'Order' }]);
  expect(parents?.[0]?.kinds.slice(0, 3)).toEqual(['workflowStarted', 'executionStarted', 'taskScheduled']);
  await worker.answer(turn, [scheduleTask(1, lineage), scheduleTask(2, own)]);
  const below = [await worker.task(child), await worker.task(child)].toSorted((a, b) => a.taskId - b.taskId);
  expect(told(below[0]?.propagatedHistory)?.map(({ instanceId }) => instanceId)).toEqual([id, child]);
  expect(told(below[1]?.propagatedHistory)?.map(({ instanceId }) => instanceId)).toEqual([child]);
});

test('what a child was told survives continue-as-new', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created({ name: 'Order' });
  const child = bench.newId('child');
  await worker.play(id, [createChild(1, { instanceId: child, ...lineage })]);
  await worker.play(child, [continueAsNew(1)]);
  const again = await worker.play(child, [complete(1)]);
  expect(told(again.propagatedHistory)?.[0]).toMatchObject({ instanceId: id, workflowName: 'Order' });
});
