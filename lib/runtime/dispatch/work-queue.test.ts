import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refOf } from '@/lib/testing/runtime-fixture';
import { NO_APP_POLICIES, type AppPolicies } from '../policies';
import { Room } from './room';
import { createWorkQueue, taskKey, type QueuedTask } from './work-queue';

const NAMES = ['A', 'B', 'C'];

function queueWith(policies: Partial<AppPolicies>) {
  const room = new Room(() => ({ ...NO_APP_POLICIES, ...policies }));
  return { room, queue: createWorkQueue(room) };
}

function aTask(taskId: number, name: string, instanceId = `of-${taskId}`): QueuedTask {
  return { ref: refOf(instanceId), taskId, appId: 'shop', name };
}

/** Queues each as the only task of an instance of its own. */
function queueTasks(queue: ReturnType<typeof createWorkQueue>, tasks: readonly QueuedTask[]): void {
  for (const task of tasks) {
    queue.setTasks(task.ref, new Map([[taskKey('shop', task.ref.instanceId, task.taskId), task]]));
  }
}

describe('without limits', () => {
  test('work of one name goes first come first served, and keeps its place when it is queued again', () => {
    const { queue } = queueWith({});
    for (const id of ['a', 'b', 'c', 'a']) queue.setTurn(refOf(id), 'A');
    queue.setTurn(refOf('b'), undefined);
    expect([1, 2, 3].map(() => queue.takeTurn('shop')?.instanceId)).toEqual(['a', 'c', undefined]);
  });

  test('names take turns, so a burst of one holds up no other', () => {
    const { queue } = queueWith({});
    queueTasks(queue, [aTask(1, 'A'), aTask(2, 'A'), aTask(3, 'A'), aTask(4, 'B')]);
    expect([1, 2, 3, 4].map(() => queue.takeTask('shop')?.taskId)).toEqual([1, 4, 2, 3]);
  });

  test('a turn whose instance was started over under another name is queued under that name', () => {
    const { queue } = queueWith({ maxPerWorkflow: new Map([['A', 0]]) });
    queue.setTurn(refOf('a'), 'A');
    expect(queue.takeTurn('shop')).toBeUndefined();
    queue.setTurn(refOf('a'), 'B');
    expect(queue.takeTurn('shop')).toEqual(refOf('a'));
  });

  test('tasks that are wanted no more are gone, the others keep their place', () => {
    const { queue } = queueWith({});
    const tasks = [1, 2, 3].map((id) => aTask(id, 'A', 'i'));
    const wanted = new Map(tasks.map((task) => [taskKey('shop', 'i', task.taskId), task]));
    queue.setTasks(refOf('i'), wanted);
    wanted.delete(taskKey('shop', 'i', 1));
    queue.setTasks(refOf('i'), wanted);
    expect([1, 2, 3].map(() => queue.takeTask('shop')?.taskId)).toEqual([2, 3, undefined]);
  });
});

test('what was taken and could not be handed out comes first when it is put back, unless it is queued no more', () => {
  const { queue } = queueWith({});
  for (const id of ['a', 'b', 'c']) queue.setTurn(refOf(id), id === 'c' ? 'C' : 'A');
  const taken = queue.takeTurn('shop');
  queue.setTurn(refOf('a'), 'A');
  queue.putBack({ turn: taken, tasks: [] }, 'A');
  expect(queue.takeTurn('shop')?.instanceId).toBe('a');
  queue.putBack({ turn: taken, tasks: [] }, 'A');
  expect([1, 2, 3].map(() => queue.takeTurn('shop')?.instanceId)).toEqual(['c', 'b', undefined]);

  queueTasks(queue, [aTask(1, 'A'), aTask(2, 'A')]);
  const task = queue.takeTask('shop');
  queueTasks(queue, [aTask(1, 'A')]);
  queue.putBack({ turn: undefined, tasks: task === undefined ? [] : [task] }, 'A');
  expect([1, 2].map(() => queue.takeTask('shop')?.taskId)).toEqual([1, 2]);
});

describe('limits', () => {
  test('a name at its limit waits without holding up the names behind it, and goes on when there is room', () => {
    const { queue, room } = queueWith({ maxPerActivity: new Map([['A', 1]]) });
    queueTasks(queue, [aTask(1, 'A'), aTask(2, 'A'), aTask(3, 'B'), aTask(4, 'B')]);
    expect(queue.takeTask('shop')?.taskId).toBe(1);
    room.take('activity', 'shop', 'A');
    expect([1, 2, 3].map(() => queue.takeTask('shop')?.taskId)).toEqual([3, 4, undefined]);
    room.giveBack('activity', 'shop', 'A');
    expect(queue.takeTask('shop')?.taskId).toBe(2);
  });

  test('turns and activities, and apps, are counted apart', () => {
    const { queue, room } = queueWith({ maxActivities: 1, maxWorkflows: 1 });
    room.take('activity', 'shop', 'A');
    room.take('turn', 'billing', 'A');
    queue.setTurn(refOf('a'), 'A');
    queueTasks(queue, [aTask(1, 'A')]);
    expect(queue.takeTask('shop')).toBeUndefined();
    expect(queue.takeTurn('shop')).toEqual(refOf('a'));
  });

  test('no more than any limit is ever out, nothing that has room waits, and all goes out in the end', () => {
    const limit = () => fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 2 });
    const queued = fc.record({ kind: fc.constant('queue' as const), name: fc.constantFrom('A', ...NAMES) });
    const taken = fc.record({ kind: fc.constant('take' as const) });
    const answered = fc.record({ kind: fc.constant('answer' as const), which: fc.nat(9) });
    const step = fc.oneof({ weight: 3, arbitrary: queued }, { weight: 3, arbitrary: taken }, answered);
    fc.assert(
      fc.property(limit(), limit(), fc.array(step, { minLength: 10, maxLength: 60 }), (maxActivities, ofA, steps) => {
        const maxPerActivity = new Map(ofA === undefined ? [] : [['A', ofA]]);
        const { queue, room } = queueWith({ maxActivities, maxPerActivity });
        const waiting = new Set<QueuedTask>();
        const out: QueuedTask[] = [];
        const served: number[] = [];
        const mayGo = (name: string): boolean =>
          out.length < (maxActivities ?? Infinity) &&
          out.filter((task) => task.name === name).length < (maxPerActivity.get(name) ?? Infinity);
        const take = (): void => {
          const task = queue.takeTask('shop');
          if (task === undefined) {
            expect([...waiting].filter(({ name }) => mayGo(name))).toEqual([]);
            return;
          }
          expect(mayGo(task.name)).toBe(true);
          expect([...waiting].find(({ name }) => name === task.name)).toBe(task);
          waiting.delete(task);
          room.take('activity', 'shop', task.name);
          out.push(task);
          served.push(task.taskId);
        };
        const answer = (which: number): void => {
          const [task] = out.splice(which % Math.max(1, out.length), 1);
          if (task !== undefined) room.giveBack('activity', 'shop', task.name);
        };
        let count = 0;
        for (const one of steps) {
          if (one.kind === 'take') take();
          else if (one.kind === 'answer') answer(one.which);
          else {
            const task = aTask((count += 1), one.name);
            queueTasks(queue, [task]);
            waiting.add(task);
          }
        }
        for (let rounds = 0; rounds < 2 * count; rounds += 1) {
          take();
          answer(0);
        }
        expect(waiting.size).toBe(0);
        expect(new Set(served).size).toBe(count);
        expect(served).toHaveLength(count);
      }),
      { numRuns: 300 },
    );
  });

  test('no name starves: with room for one, each that waits is served before any is served twice', () => {
    const { queue } = queueWith({});
    const burst = [...'A'.repeat(20), ...'B'.repeat(9), 'C'];
    queueTasks(
      queue,
      burst.map((name, index) => aTask(index, name)),
    );
    const first = [1, 2, 3].map(() => queue.takeTask('shop')?.name);
    expect(first).toEqual(NAMES);
  });
});
