import { expect, test } from 'vitest';
import { conditionText } from '../print/condition-text';
import { parseCondition } from './parse-condition';
import { parseTime } from './parse-time';

const read = (text: string) => {
  const condition = parseCondition(text);
  return condition === undefined ? undefined : conditionText(condition);
};

test('reads comparisons in the three ways of writing them', () => {
  expect(read('= amount > 1000 and status = "open"')).toBe('(amount > 1000) and (status = "open")');
  expect(read('#{order.total >= -1.5 && !approved}')).toBe('(order.total >= -1.5) and (not (approved))');
  expect(read('amount > 1000?')).toBe('amount > 1000');
  expect(read("1000 lt order_total or not(state == 'new')")).toBe('(1000 < orderTotal) or (not (state = "new"))');
  expect(read('=approved')).toBe('approved');
  expect(read('phone != null')).toBe('phone != null');
});

test('settles what no data decide', () => {
  expect(read('= 1 = 0')).toBe('false');
  expect(read('true')).toBe('true');
});

test('leaves words, scripts and halves of expressions to a person', () => {
  for (const text of [
    'yes',
    'customer is nice?',
    'execution.getVariable("x")',
    'amount >',
    '',
    '=',
    'a > 1 b',
    '(a > 1',
  ]) {
    expect(parseCondition(text), text).toBeUndefined();
  }
});

test('reads times, and fields that say one', () => {
  const time = (kind: 'duration' | 'date' | 'cycle', text: string) => parseTime({ kind, text });
  expect(time('duration', 'P1DT2H')).toEqual({ kind: 'after', seconds: 93_600, text: 'P1DT2H' });
  expect(time('cycle', 'R3/PT10M')).toEqual({ kind: 'after', seconds: 600, text: 'PT10M' });
  expect(time('date', '2026-12-24T18:00:00+01:00')).toEqual({ kind: 'at', instant: '2026-12-24T17:00:00.000Z' });
  expect(time('date', '= due_date')).toEqual({ kind: 'at-field', path: ['dueDate'] });
  expect(time('duration', '#{order.wait}')).toEqual({ kind: 'after-field', path: ['order', 'wait'] });
  expect(time('duration', 'in the evening')).toBeUndefined();
  expect(time('duration', 'PT')).toEqual({ kind: 'after-field', path: ['pt'] });
});
