import { expect, test } from 'vitest';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import type { Play } from '@/lib/testing/worker-double';
import { again, callChild, callTask, complete } from '@/lib/testing/workflow-actions';

const raised = (name: string): HistoryEvent => ({ kind: 'event-raised', eventId: -1, at: 0, name, input: '1' });

test('B9, B41: the same id, a new execution, no history, the carry-over after the start, the parent kept', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [callChild(1, { instanceId: 'c' })]);
  const first = await worker.turn('c');
  await worker.answer(first, [again(1, { result: '"next"', carryover: [raised('One'), raised('Two')] })], {
    customStatus: '"kept"',
  });
  const second = await worker.turn('c');
  expect(second.past).toEqual([]);
  expect(second.executionId).not.toBe(first.executionId);
  expect(second.fresh.map((event) => (event.kind === 'event-raised' ? event.name : event.kind))).toEqual([
    ...['workflow-started', 'execution-started', 'One', 'Two'],
  ]);
  expect(second.fresh[1]).toMatchObject({ name: 'Child', input: '"next"', parent: { instanceId: 'p', taskId: 1 } });
  expect(await fx.runtime.get(refOf('c'))).toMatchObject({ generation: 2, status: 'running', customStatus: '"kept"' });
  await worker.answer(second, [complete(1, { result: '9' })]);
  expect((await worker.turn('p')).fresh[1]).toMatchObject({ kind: 'child-completed', result: '9' });
});

test('B42: events that arrive during the turn that starts over are not lost', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  await fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: '1' });
  await worker.answer(turn, [again(1, { carryover: [raised('Old')] })]);
  const names = (await worker.turn()).fresh.flatMap((event) => (event.kind === 'event-raised' ? [event.name] : []));
  expect(names).toEqual(['Old', 'Go']);
});

test('B44: what an answer asks for after starting over is ignored', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [again(1), callTask(2)]);
  await worker.answer(await worker.turn(), []);
  await fx.settled();
  expect(worker.activities).toEqual([]);
});

/** Starts over until its input has counted up to `last`. */
function counter(last: number): Play {
  return {
    workflows: {
      Scripted: (events) => {
        const started = events.find((event) => event.kind === 'execution-started');
        const count = Number(started?.input ?? '0');
        if (count === last) return [complete(1, { result: String(count) })];
        return [again(1, { result: String(count + 1) })];
      },
    },
  };
}

test.each([20, 1_000])('B43: %i generations in a row, and history does not grow', async (generations) => {
  const fx = await openRuntime();
  const worker = fx.worker(counter(generations));
  await fx.start('a');
  const end = await fx.ended('a');
  expect(end).toMatchObject({ status: 'completed', output: String(generations), generation: generations + 1 });
  expect(worker.turns.every((turn) => turn.past.length === 0 && turn.fresh.length === 2)).toBe(true);
  expect(new Set(worker.turns.map((turn) => turn.executionId)).size).toBe(generations + 1);
  expect(await fx.kinds('a')).toEqual(['workflow-started', 'execution-started', 'execution-completed']);
});
