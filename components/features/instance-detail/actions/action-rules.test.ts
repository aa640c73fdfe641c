import { describe, expect, test } from 'vitest';
import { INSTANCE_ACTIONS } from '@/lib/domain/allowed-actions';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { buildGraph } from '@/lib/graph/build-graph';
import { stepsOf } from '@/lib/graph/graph';
import { failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { failedStepNode } from '../failed-step-node';
import { awaitedNames } from './awaited-names';
import { firstDifference, whyNotJson } from '@/components/shared/forms/check-json';
import { preferredTarget, proposeId, rerunTargetOf } from './rerun-plan';
import { whyDisabled } from './why-disabled';

const stepsFrom = (...lines: readonly Line[]) =>
  stepsOf(buildGraph(historyFrom([turn, started, ...lines]), { appId: 'orders' }));

const about = (status: InstanceStatus, lines: readonly Line[] = [task(0)], purged = false) => ({
  instance: sampleInstance({ status }),
  steps: stepsFrom(...lines),
  purged,
});
const possible = (status: InstanceStatus) =>
  INSTANCE_ACTIONS.filter((action) => whyDisabled(action, about(status), undefined) === undefined);

describe('whyDisabled', () => {
  test.each<[InstanceStatus, readonly string[]]>([
    ['running', ['pause', 'raise-event', 'terminate']],
    ['suspended', ['resume', 'raise-event', 'terminate']],
    ['completed', ['rerun', 'purge']],
  ])('%s', (status, actions) => {
    expect(possible(status)).toEqual(actions);
  });

  test('without a runtime nothing can be sent, but a lasting reason goes first', () => {
    expect(whyDisabled('pause', about('running'), 'The runtime does not answer.')).toBe('The runtime does not answer.');
    expect(whyDisabled('pause', about('suspended'), 'The runtime does not answer.')).toBe('Already suspended.');
  });

  test('a run without steps cannot be run again, and a purged one takes nothing', () => {
    expect(whyDisabled('rerun', about('completed', []), undefined)).toContain('no step to start from');
    expect(whyDisabled('purge', about('completed', [], true), undefined)).toBe('This execution was purged.');
  });
});

describe('rerun', () => {
  const timer: Line = { kind: 'timer-created', id: 7, fireAt: 9 };

  test('starts at the first try, with its input', () => {
    const [pay] = stepsFrom(task(3, 'Pay', 'p'), turn, failed(3), task(4, 'Pay', 'p'));
    expect(pay && rerunTargetOf(pay)).toMatchObject({ eventId: 3, takesInput: true, input: '3' });
  });

  test('a timer has no input; raised and detached steps are no start', () => {
    const steps = stepsFrom(timer, { kind: 'detached-created', id: 8, instanceId: 'x' }, turn, {
      kind: 'event-raised',
      name: 'Go',
    });
    expect(steps.map((step) => rerunTargetOf(step)?.takesInput)).toEqual([false, undefined, undefined]);
  });

  test('prefers the chosen step, then the failed one, then the first', () => {
    const targets = stepsFrom(task(1), task(2), timer).flatMap((step) => rerunTargetOf(step) ?? []);
    const prefer = (chosen?: string, bad?: string) => preferredTarget(targets, { chosen, failed: bad })?.stepId;
    expect([prefer('timer-7', 'activity-2'), prefer('gone', 'activity-2'), prefer()]).toEqual([
      'timer-7',
      'activity-2',
      'activity-1',
    ]);
  });

  test('proposes an id nobody has', () => {
    expect(proposeId('order-1', [])).toBe('order-1-rerun-1');
    expect(proposeId('order-1', ['order-1-rerun-1', 'order-1-rerun-3'])).toBe('order-1-rerun-4');
    expect(proposeId('order-1-rerun-1', [])).toBe('order-1-rerun-2');
  });
});

test('the failure came from the step whose message it repeats, else from the last that failed', () => {
  const steps = stepsFrom(task(1), task(2), turn, failed(1, 'card declined'), failed(2, 'late'));
  const failure = { type: 'E', message: 'Pay: card declined', nonRetriable: false };
  expect(failedStepNode(steps, failure)?.id).toBe('activity-1');
  expect(failedStepNode(steps, { ...failure, message: 'other' })?.id).toBe('activity-2');
  expect(failedStepNode([], failure)).toBeUndefined();
});

test('awaited names come once, whatever the case', () => {
  const wait: Line = { kind: 'timer-created', id: 1, fireAt: 9, origin: { kind: 'external-event', name: 'approval' } };
  const execution = about('running', [wait]);
  const waitingOn = { ...execution.instance.waitingOn, events: ['Approval', 'Nudge'] };
  expect(awaitedNames({ ...execution, instance: { ...execution.instance, waitingOn } })).toEqual(['Approval', 'Nudge']);
  expect(awaitedNames(execution)).toEqual(['approval']);
});

describe('JSON', () => {
  test('says why a text is none', () => {
    expect(whyNotJson('')).toBeUndefined();
    expect(whyNotJson('{"a":1}')).toBeUndefined();
    expect(whyNotJson('yes')).toContain('not valid JSON');
  });

  test.each([
    ['{"a":1,"b":2}', '{ "b": 2, "a": 1 }', undefined],
    ['{"a":[{"sku":"99"}]}', '{"a":[{"sku":"14"}]}', '$.a[0].sku'],
    ['[1]', '[1,2]', '$[1]'],
    ['{"a":1}', '{}', '$.a'],
    ['[]', '{}', '$'],
    ['null', '0', '$'],
    ['', '1', '$'],
  ])('%s and %s', (before, after, path) => {
    expect(firstDifference(before, after)).toBe(path);
  });
});
