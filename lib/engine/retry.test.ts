import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Failure } from '@/lib/domain/failure';
import { NEVER } from '@/lib/domain/instant';
import type { RetryPolicy } from '@/lib/domain/retry-policy';
import {
  anEnd,
  aPending,
  aRunning,
  aTask,
  aTerminated,
  hear,
  inboxOf,
  NOW,
  suspend,
  take,
  taskDone,
  taskFailed,
} from '@/lib/testing/engine-builders';
import { dueAt, liveInstance, type LiveInstance } from './live-instance';
import { receive } from './receive';
import { restingSteps } from './repetitions';
import { judgeFailedTry, openDueTries, openTryNow, retryInterval } from './retry';

const POLICY: RetryPolicy = {
  maxAttempts: 3,
  firstInterval: 100,
  backoff: 2,
  maxInterval: 250,
  nonRetriable: ['Fatal'],
};
const BOOM: Failure = { type: 'Boom', message: 'boom', nonRetriable: false };

type Over = {
  readonly after?: number | undefined;
  readonly policy?: RetryPolicy;
  readonly now?: number;
  failure?: Failure;
};

function judge(instance: LiveInstance, over: Over = {}) {
  const { policy = POLICY, now = NOW, failure = BOOM } = over;
  const after = 'after' in over ? over.after : (instance.steps.get(1)?.failedTries ?? 0);
  return judgeFailedTry(instance, { taskId: 1, failure, after }, { policy, now });
}

function fail(instance: LiveInstance, over: Over = {}): LiveInstance {
  const verdict = judge(instance, over);
  if (verdict.kind !== 'repeated') throw new Error(`the failure was ${verdict.kind}`);
  return verdict.change.next;
}

function open(instance: LiveInstance, now: number): LiveInstance {
  const change = openDueTries(instance, now);
  if (change === undefined) throw new Error('no try was due');
  return change.next;
}

describe('the first failed try', () => {
  const before = aRunning(aTask(1));
  const rests = fail(before);

  test('is kept from the workflow and from history', () => {
    expect(rests.history).toBe(before.history);
    expect(rests.inbox).toBe(before.inbox);
    expect(rests.view).toBe(before.view);
  });

  test('is told by the step and by the row: which try, why, and when the next one comes', () => {
    const verdict = judge(before);
    const step = {
      eventId: 1,
      status: 'scheduled',
      attempt: 1,
      failedTries: 1,
      error: 'boom',
      nextAttemptAt: NOW + 100,
    };
    expect(verdict).toMatchObject({ kind: 'repeated', change: { steps: [step], append: [], add: [], reset: false } });
    expect(rests).toMatchObject({ lastError: 'boom', attempts: 1 });
    expect(dueAt(rests, NOW)).toBe(NOW + 100);
  });

  test('opens the second when it is due and not a millisecond before', () => {
    expect(openDueTries(rests, NOW + 99)).toBeUndefined();
    const change = openDueTries(rests, NOW + 100);
    expect(change?.steps).toMatchObject([{ attempt: 2, failedTries: 1, error: 'boom', nextAttemptAt: undefined }]);
    expect(change?.next).toMatchObject({ attempts: 2, resting: [] });
    expect(dueAt(open(rests, NOW + 100), NOW + 100)).toBeUndefined();
    expect(openDueTries(open(rests, NOW + 100), NOW + 999)).toBeUndefined();
  });

  test('opens the second at once when somebody says so, and no other activity', () => {
    const change = openTryNow(rests, 1);
    expect(change).toEqual(openDueTries(rests, NOW + 100));
    expect(openTryNow(rests, 2)).toBeUndefined();
    expect(openTryNow(before, 1)).toBeUndefined();
  });

  test('is not counted again while the activity rests, nor when it is told of after the next try began', () => {
    expect(judge(rests, { after: 0 })).toEqual({ kind: 'known' });
    expect(judge(rests, { after: 1 })).toEqual({ kind: 'known' });
    const second = open(rests, NOW + 100);
    expect(judge(second, { after: 0 })).toEqual({ kind: 'known' });
    expect(judge(second, { after: undefined })).toEqual({ kind: 'known' });
    expect(judge(second, { after: 1 })).toMatchObject({ kind: 'repeated' });
  });

  test('of a run before a restart counts as well', () => {
    expect(judge(before, { after: undefined })).toMatchObject({ kind: 'repeated' });
  });
});

describe('what the workflow hears of at once', () => {
  const instance = aRunning(aTask(1));
  test.each([
    ['a failure that the SDK calls final', { failure: { ...BOOM, nonRetriable: true } }],
    ['a failure of a type that the policy excludes', { failure: { ...BOOM, type: 'Fatal' } }],
    ['a failure under a policy of one try', { policy: { ...POLICY, maxAttempts: 1 } }],
  ])('%s', (_, over) => {
    expect(judge(instance, over)).toEqual({ kind: 'final' });
  });

  test('a failure without a policy', () => {
    const tried = { taskId: 1, failure: BOOM, after: 0 };
    expect(judgeFailedTry(instance, tried, { policy: undefined, now: NOW })).toEqual({ kind: 'final' });
  });

  test('the failure of the last try', () => {
    const third = open(fail(open(fail(instance), NOW + 100), { now: NOW + 100 }), NOW + 300);
    expect(judge(third)).toEqual({ kind: 'final' });
  });

  test('whatever there is no open task for: the rules for results decide', () => {
    expect(judge(aTerminated(instance))).toEqual({ kind: 'final' });
    expect(judge(hear(instance, taskDone(1)))).toEqual({ kind: 'final' });
  });
});

describe('an activity that rests', () => {
  const rests = fail(aRunning(aTask(1), aTask(2)));

  test('takes a late success of the try before', () => {
    const done = hear(rests, taskDone(1));
    expect(inboxOf(done)).toEqual(['task-completed']);
    expect(restingSteps(done)).toEqual([]);
    expect(openDueTries(done, NOW + 999)).toBeUndefined();
    expect(dueAt(done, NOW)).toBeUndefined();
  });

  test('opens its try also while the instance is suspended, so that the clock need not ask again', () => {
    const held = open(hear(rests, suspend()), NOW + 100);
    expect(dueAt(held, NOW + 100)).toBeUndefined();
  });

  test('is forgotten by a terminate, by an end and by continue-as-new', () => {
    const ended = aTerminated(rests);
    expect(ended.steps.get(1)).toMatchObject({ status: 'canceled', error: 'boom', nextAttemptAt: undefined });
    for (const status of ['completed', 'continued-as-new'] as const) {
      const next = take(hear(rests, taskDone(2)), [anEnd(3, status)]).next;
      expect([restingSteps(next), dueAt(next, NOW), openDueTries(next, NOW + 999)]).toEqual([[], undefined, undefined]);
    }
    expect(dueAt(ended, NOW)).toBeUndefined();
    const again = take(hear(rests, taskDone(2)), [anEnd(3, 'continued-as-new')]).next;
    expect(take(again, [aTask(1)]).change.steps).toMatchObject([{ generation: 2, attempt: 1 }]);
  });

  test('others of the same instance go on', () => {
    const both = judgeFailedTry(rests, { taskId: 2, failure: BOOM, after: 0 }, { policy: POLICY, now: NOW + 50 });
    if (both.kind !== 'repeated') throw new Error('the second task was not repeated');
    expect(both.change.next.resting).toEqual([1, 2]);
    expect(open(both.change.next, NOW + 100).resting).toEqual([2]);
  });
});

test('tries of the runtime and of the SDK add up, also after a restart', () => {
  const call = { taskExecutionId: 'pay' };
  const second = open(fail(aRunning(aTask(1, call))), NOW + 100);
  const told = receive(open(fail(second, { now: NOW + 100 }), NOW + 300), taskFailed(1), NOW + 300);
  if (told === undefined) throw new Error('the last failure was not news');
  for (const instance of [told.next, liveInstance({ ...told.next, steps: told.steps })]) {
    expect(take(instance, [aTask(2, call)]).change.steps).toMatchObject([{ eventId: 2, attempt: 4 }]);
  }
});

describe('intervals', () => {
  test('grow by the factor and stop at the longest', () => {
    expect([1, 2, 3, 4].map((n) => retryInterval(POLICY, n))).toEqual([100, 200, 250, 250]);
    expect(retryInterval({ ...POLICY, firstInterval: 0 }, 5)).toBe(0);
  });

  test('never reach the instant that means never', () => {
    const endless = { ...POLICY, maxAttempts: Infinity, backoff: 1e200, maxInterval: Infinity };
    const second = open(fail(aRunning(aTask(1)), { policy: endless }), NOW + 100);
    const third = fail(second, { policy: { ...endless, firstInterval: 1e200 }, now: NOW + 100 });
    expect(dueAt(third, NOW)).toBe(NEVER - 1);
  });
});

type Move = 'fail' | 'fail again' | 'tick' | 'restart' | 'suspend';
const moves = fc.array(fc.constantFrom<Move>('fail', 'fail again', 'tick', 'restart', 'suspend'), { maxLength: 30 });

type Run = {
  readonly instance: LiveInstance;
  readonly now: number;
  readonly counted: number;
  readonly isFinal: boolean;
};

/** A failure of the open try (`fail`), or once more of the one before. */
function failOnce(run: Run, move: Move, policy: RetryPolicy): Run {
  const { instance, now } = run;
  const step = instance.steps.get(1);
  const after = (step?.failedTries ?? 0) - (move === 'fail' ? 0 : 1);
  const verdict = judge(instance, { policy, now, after });
  const isNew = move === 'fail' && step?.nextAttemptAt === undefined;
  return {
    ...run,
    instance: verdict.kind === 'repeated' ? verdict.change.next : instance,
    counted: run.counted + (isNew ? 1 : 0),
    isFinal: verdict.kind === 'final',
  };
}

function step(run: Run, move: Move, policy: RetryPolicy): Run {
  const { instance, now } = run;
  switch (move) {
    case 'tick':
      return { ...run, now: now + 60, instance: openDueTries(instance, now + 60)?.next ?? instance };
    case 'restart':
      return { ...run, instance: liveInstance({ ...instance, steps: [...instance.steps.values()] }) };
    case 'suspend':
      return instance.view.suspended ? run : { ...run, instance: hear(instance, suspend(), now) };
    default:
      return failOnce(run, move, policy);
  }
}

/** One activity under random failures, duplicates, time and restarts; stops at the failure that is final. */
function run(policy: RetryPolicy, all: readonly Move[]): Run {
  const begin: Run = { instance: aRunning(aTask(1)), now: NOW, counted: 0, isFinal: false };
  return all.reduce((state, move) => (state.isFinal ? state : step(state, move, policy)), begin);
}

describe('whatever fails, repeats and restarts', () => {
  const policies = fc.integer({ min: 1, max: 4 }).map((maxAttempts) => ({ ...POLICY, maxAttempts }));

  test('a failure is final exactly when all tries were counted, and each was counted once', () => {
    fc.assert(
      fc.property(policies, moves, (policy, all) => {
        const { instance, counted, isFinal } = run(policy, all);
        expect(isFinal).toBe(counted === policy.maxAttempts);
        expect(instance.steps.get(1)?.failedTries ?? 0).toBe(isFinal ? counted - 1 : counted);
        expect(instance.view.tasks.has(1)).toBe(true);
        expect(inboxOf(instance).filter((kind) => kind.startsWith('task'))).toEqual([]);
      }),
    );
  });

  test('an activity that failed either rests until a time that the clock is told of, or has a try open', () => {
    fc.assert(
      fc.property(policies, moves, (policy, all) => {
        const { instance } = run(policy, all);
        const step = instance.steps.get(1);
        expect(dueAt(instance, NOW)).toBe(step?.nextAttemptAt);
        expect(step?.attempt).toBe((step?.failedTries ?? 0) + (step?.nextAttemptAt === undefined ? 1 : 0));
      }),
    );
  });

  test('what is kept along the way equals what the stored steps say', () => {
    fc.assert(
      fc.property(policies, moves, (policy, all) => {
        const { instance } = run(policy, all);
        const { resting, repeatedTries } = liveInstance({ ...instance, steps: [...instance.steps.values()] });
        expect({ resting, repeatedTries }).toEqual({
          resting: instance.resting,
          repeatedTries: instance.repeatedTries,
        });
      }),
    );
  });
});

test('an instance of which nothing failed is not looked at for tries', () => {
  expect(openDueTries(aPending(), NEVER)).toBeUndefined();
});
