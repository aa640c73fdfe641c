import { expect, test } from 'vitest';
import { AppError, type ErrorCode } from '@/lib/domain/app-error';
import { isWorthRetrying } from './retry-policy';

const cases: [ErrorCode, boolean][] = [
  ['unavailable', true],
  ['timeout', true],
  ['not_found', false],
  ['invalid', false],
  ['conflict', false],
  ['precondition', false],
  ['unauthenticated', false],
  ['forbidden', false],
  ['internal', false],
];

test.each(cases)('a read that failed as %s is tried again: %s', (code, again) => {
  expect(isWorthRetrying(0, new AppError(code, 'it failed'))).toBe(again);
});

test('a read is tried again once, and never when nobody knows what went wrong', () => {
  expect(isWorthRetrying(1, new AppError('unavailable', 'it failed'))).toBe(false);
  expect(isWorthRetrying(0, new TypeError('odd answer'))).toBe(false);
});
