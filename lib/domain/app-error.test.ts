import { expect, test, vi } from 'vitest';
import { AppError, fullText } from './app-error';

test.each([
  ['an active workflow exists', 'Choose another id.', 'an active workflow exists. Choose another id.'],
  ['It is in use.', 'Choose another.', 'It is in use. Choose another.'],
  ['it is gone', undefined, 'it is gone'],
])('%j with the hint %j reads as sentences', (message, hint, text) => {
  expect(fullText(new AppError('conflict', message, hint === undefined ? {} : { hint }))).toBe(text);
});

test('an error of another copy of the class is one too, and no other error is', async () => {
  vi.resetModules();
  const other = await import('./app-error');
  expect(other.AppError).not.toBe(AppError);
  expect(new other.AppError('conflict', 'taken') instanceof AppError).toBe(true);
  expect(new Error('taken') instanceof AppError).toBe(false);
});
