import { expect, test } from 'vitest';
import type { InstanceSummary, WaitingOn } from '@/lib/domain/instance';
import { NEVER } from '@/lib/domain/instant';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { waitingText } from './waiting-text';

const NOTHING: WaitingOn = { activities: [], openTasks: 0, children: [], events: [] };
const cases: [string | undefined, Partial<InstanceSummary>, Partial<WaitingOn>][] = [
  ['ChargeCard', {}, { activities: ['ChargeCard'], openTasks: 1 }],
  ['PriceItem +96', {}, { activities: ['PriceItem', 'PriceItem'], openTasks: 97 }],
  ['child FraudCheck', {}, { children: ['FraudCheck'] }],
  ['event Approval', {}, { events: ['Approval'], nextTimerAt: NEVER }],
  ['timer in 8 min', {}, { nextTimerAt: 480_000 }],
  ['timer due now', {}, { nextTimerAt: 0 }],
  [undefined, {}, { nextTimerAt: NEVER }],
  ['until resumed', { status: 'suspended' }, {}],
  ['until resumed (ChargeCard)', { status: 'suspended' }, { activities: ['ChargeCard'], openTasks: 1 }],
  ['for a worker', { status: 'pending' }, {}],
  ['a worker that fits', { status: 'stalled' }, {}],
  ['a higher maxPayload', { status: 'stalled', lastError: 'the input has 9 bytes; maxPayload allows 8' }, {}],
  ['retry of ChargeCard in 9 min', {}, { activities: ['ChargeCard'], openTasks: 1, nextAttemptAt: 540_000 }],
  ['starts in 5 s', { status: 'pending', scheduledStartAt: 4_200 }, {}],
  [undefined, { status: 'failed' }, { activities: ['ChargeCard'], openTasks: 1 }],
];

test.each(cases)('says %s', (text, part, waitingOn) => {
  const instance = sampleInstance({ status: 'running', ...part, waitingOn: { ...NOTHING, ...waitingOn } });
  expect(waitingText(instance, 0)).toBe(text);
});
