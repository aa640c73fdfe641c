import { describe, expect, test } from 'vitest';
import type { EventOf, PropagationScope } from '@/lib/domain/history-event';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import {
  aChild,
  aDetached,
  anEnd,
  aPending,
  aTask,
  hear,
  kindsOf,
  NOW,
  REF,
  take,
  taskDone,
} from '@/lib/testing/engine-builders';
import { fork } from './fork';
import type { LiveInstance } from './live-instance';
import { propagatedTo } from './propagation';

const received: PropagatedHistory = {
  scope: 'lineage',
  chunks: [
    {
      appId: 'sales',
      instanceId: 'root',
      workflowName: 'Root',
      events: [{ kind: 'workflow-started', eventId: -1, at: 1 }],
    },
  ],
};

function told(instance: LiveInstance): LiveInstance {
  return { ...instance, propagated: received };
}

/** The instance after a first turn that made one call, one turn that added to its history, and the call. */
function calling(propagation: PropagationScope | undefined, from = aPending()) {
  const called = take(from, [aTask(1), aTask(2, { propagation }), aTask(3)]).next;
  const call = called.state.tasks.get(2);
  if (call === undefined) throw new Error('the task was scheduled');
  return { call, called, later: take(hear(called, taskDone(1)), [aTask(4)]).next };
}

const started = ['workflow-started', 'execution-started'];
const upToCall = [...started, 'task-scheduled', 'task-scheduled'];

function chunkKinds(history: PropagatedHistory | undefined): readonly (readonly string[])[] | undefined {
  return history?.chunks.map((chunk) => kindsOf(chunk.events));
}

describe('an activity is told', () => {
  test.each([undefined, 'none' as const])('nothing when it asked for %s', (scope) => {
    const { called, call } = calling(scope, told(aPending()));
    expect(propagatedTo(called, call)).toBeUndefined();
  });

  test('the history of its workflow up to the call, whenever it is handed out', () => {
    const { called, call, later } = calling('own-history', told(aPending()));
    const history = propagatedTo(called, call);
    expect(history).toMatchObject({ scope: 'own-history', chunks: [{ ...REF, workflowName: 'Order' }] });
    expect(chunkKinds(history)).toEqual([upToCall]);
    expect(history?.chunks[0]?.events.at(-1)).toEqual(call);
    expect(propagatedTo(later, call)).toEqual(history);
  });

  test('for a lineage first what its workflow was told', () => {
    const { called, call } = calling('lineage', told(aPending()));
    expect(propagatedTo(called, call)?.chunks.map((chunk) => chunk.instanceId)).toEqual(['root', REF.instanceId]);
    const root = calling('lineage');
    expect(chunkKinds(propagatedTo(root.called, root.call))).toEqual([upToCall]);
  });
});

describe('a child', () => {
  test('takes the history up to its creation with it, a detached workflow and a child that asked for none nothing', () => {
    const { outgoing } = take(told(aPending()), [
      aTask(1),
      aChild(2, { propagation: 'lineage' }),
      aChild(3, { propagation: 'none' }),
      aChild(4),
      aDetached(5),
      anEnd(6),
    ]);
    const creations = outgoing.filter((message) => message.kind === 'create');
    const [first, ...others] = creations.map((message) => message.propagated);
    expect(chunkKinds(first)).toEqual([['workflow-started'], [...started, 'task-scheduled', 'child-created']]);
    expect(others).toEqual([undefined, undefined, undefined]);
  });
});

describe('continue-as-new', () => {
  const again = [aTask(1), anEnd(2, 'continued-as-new')];
  const generation = [...started, 'task-scheduled'];

  test('adds the generation that ends to a lineage', () => {
    const { next } = take(told(aPending()), again);
    expect(chunkKinds(next.propagated)).toEqual([['workflow-started'], generation]);
    expect(chunkKinds(take(next, again).next.propagated)).toEqual([['workflow-started'], generation, generation]);
  });

  test('tells the generation before alone when own history was asked for', () => {
    const { next } = take({ ...aPending(), propagated: { ...received, scope: 'own-history' } }, again);
    expect(next.propagated?.scope).toBe('own-history');
    expect(chunkKinds(next.propagated)).toEqual([generation]);
  });

  test('tells nothing to a workflow that was told nothing', () => {
    expect(take(aPending(), again).next.propagated).toBeUndefined();
  });
});

test('a rerun keeps what its source was told, and tells its children its own history', () => {
  const source = told(aPending());
  const called = take(source, [aTask(1), aChild(2, { propagation: 'own-history' }), anEnd(3)]).next;
  const ref = { appId: 'shop', instanceId: 'again' };
  const request = { ref, key: 2, eventId: 2, overwrite: undefined, newChildInstanceId: undefined };
  const { change, outgoing } = fork(called, request, { now: NOW, newId: () => 'id' });
  expect(change.next.propagated).toEqual(received);
  const [creation] = outgoing;
  const propagated = creation?.kind === 'create' ? creation.propagated : undefined;
  expect(propagated).toMatchObject({ scope: 'own-history', chunks: [{ ...ref, workflowName: 'Order' }] });
  const last = propagated?.chunks[0]?.events.at(-1) as EventOf<'child-created'>;
  expect(last).toMatchObject({ kind: 'child-created', eventId: 2, rerunOf: REF.instanceId });
});
