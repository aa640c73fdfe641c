import { describe, expect, test } from 'vitest';
import {
  aPending,
  aPendingChild,
  aRunning,
  aTask,
  aTerminated,
  hear,
  hearAll,
  NOW,
  resume,
  suspend,
  taskDone,
  terminate,
} from '@/lib/testing/engine-builders';
import { endUnseen } from './end';
import { appNotFound, giveUpAt, hopelessTasks, strandedUntil, type UnknownAppRule } from './unknown-app';

const RULE: UnknownAppRule = { isUnknown: (appId) => appId === 'ghost', patience: 60 };
const ghost = { sourceAppId: 'shop', targetAppId: 'ghost' };
const started = aRunning(
  aTask(1, { router: ghost }),
  aTask(2),
  aTask(3, { router: { ...ghost, targetAppId: 'billing' } }),
);
const scheduledAt = NOW;

describe('an activity', () => {
  test('for an unknown app is given up after a time from when it was asked for', () => {
    expect(hopelessTasks(started, RULE)).toMatchObject([
      { appId: 'ghost', until: scheduledAt + 60, event: { eventId: 1 } },
    ]);
    expect(giveUpAt(started, RULE)).toBe(scheduledAt + 60);
  });

  test('with a result, or of an instance that ended or is about to, is not', () => {
    const over = [hear(started, taskDone(1)), aTerminated(started), hear(started, terminate())];
    for (const instance of over) expect(giveUpAt(instance, RULE)).toBeUndefined();
  });

  test('for its own app waits with its instance', () => {
    expect(hopelessTasks(started, { ...RULE, isUnknown: () => true }).map((task) => task.appId)).toEqual([
      'ghost',
      'billing',
    ]);
  });
});

describe('an instance', () => {
  const everything = { ...RULE, isUnknown: () => true };
  const foreign = aPending({ router: { sourceAppId: 'sales' } });

  test('that another app started under an unknown one is given up', () => {
    expect(strandedUntil(foreign, everything)).toBe(NOW + 60);
    expect(strandedUntil(foreign, RULE)).toBeUndefined();
  });

  test('that was planned for later is given up from then on', () => {
    const planned = aPending({ router: { sourceAppId: 'sales' }, scheduledStartAt: NOW + 1_000 });
    expect(giveUpAt(planned, everything)).toBe(NOW + 1_060);
  });

  test('that a client started, that a worker has seen, or that is held, is not', () => {
    const held = hear(foreign, suspend());
    for (const instance of [aPending(), aPending({ router: { sourceAppId: 'shop' } }), aRunning(), held]) {
      expect(strandedUntil(instance, everything)).toBeUndefined();
    }
    expect(strandedUntil(hearAll(held, resume()), everything)).toBe(NOW + 60);
  });

  test('ends as failed, with what it had received, and its parent hears why', () => {
    const failure = appNotFound('shop', 'workflow Order');
    const { change, outgoing } = endUnseen(aPendingChild(), failure, NOW + 60);
    expect(change.append.map((event) => event.kind)).toEqual([
      ...['workflow-started', 'execution-started', 'execution-completed'],
    ]);
    expect(change.next.state.completed).toMatchObject({ status: 'failed', failure });
    expect(outgoing).toEqual([
      expect.objectContaining({
        kind: 'deliver',
        to: { appId: 'sales', instanceId: 'parent-1' },
        event: { kind: 'child-failed', taskId: 4, failure },
      }),
    ]);
  });
});

test('the failure names the app, what cannot run, and what to do', () => {
  expect(appNotFound('ghost', 'activity Charge')).toEqual({
    type: 'AppNotFound',
    message:
      "no app with App ID 'ghost' is declared, so activity Charge cannot run; " +
      'declare it under "apps" in the perdure.config file, or in PERDURE_APPS, and start Perdure again',
    nonRetriable: true,
  });
});
