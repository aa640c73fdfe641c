import { expect, test } from 'vitest';
import { shortError } from './short-error';

test.each([
  ['Out of stock: lamp-limited', 'order-1: Activity task #6 failed: Out of stock: lamp-limited'],
  ['card declined', 'order-1: card declined'],
  ['card declined', 'card declined'],
  ['order-2: card declined', 'order-2: card declined'],
  ['order-1: ', 'order-1: '],
  ['Activity task #6 failed: ', 'Activity task #6 failed: '],
])('says %j of %j', (text, error) => {
  expect(shortError(error, 'order-1')).toBe(text);
});
