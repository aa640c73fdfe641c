import { expect, test } from 'vitest';
import { resultOf, triggerOf } from './trigger-words';

test.each<[string, unknown]>([
  ['timer: PT5M', { kind: 'timer', timer: { kind: 'duration', text: 'PT5M' } }],
  ['after P14D', { kind: 'timer', timer: { kind: 'duration', text: 'P14D' } }],
  ['Wait: a while', { kind: 'timer', timer: { kind: 'duration', text: 'a while' } }],
  ['at 2027-01-31T09:00:00Z', { kind: 'timer', timer: { kind: 'date', text: '2027-01-31T09:00:00Z' } }],
  ['every R3/PT10M', { kind: 'timer', timer: { kind: 'cycle', text: 'R3/PT10M' } }],
  ['message: order placed', { kind: 'message', name: 'order placed' }],
  ['signal: sold', { kind: 'signal', name: 'sold' }],
  ['error', { kind: 'error' }],
  ['error: FULL', { kind: 'error', code: 'FULL' }],
  ['when: stock is low', { kind: 'conditional', text: 'stock is low' }],
  ['compensate', { kind: 'compensation' }],
  ['Compensation', { kind: 'compensation' }],
  ...[
    '',
    'wait for it',
    'message came',
    'signal given',
    'error found',
    'when it rains',
    'compensate all',
    '5 minutes',
  ].map((words): [string, unknown] => [words, undefined]),
])('%s', (words, trigger) => {
  expect(triggerOf(words)).toEqual(trigger);
});

test.each<[string, unknown]>([
  ['terminate', { kind: 'terminate' }],
  ['error: FULL', { kind: 'error', code: 'FULL' }],
  ['message: m', { kind: 'message', name: 'm' }],
  ['compensate', { kind: 'compensation' }],
  ['timer: PT5M', undefined],
  ['Done', undefined],
])('%s tells', (words, result) => {
  expect(resultOf(words)).toEqual(result);
});
