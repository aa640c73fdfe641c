import { expect, test } from 'vitest';
import { AppError, fullText } from './app-error';

test.each([
  ['an active workflow exists', 'Choose another id.', 'an active workflow exists. Choose another id.'],
  ['It is in use.', 'Choose another.', 'It is in use. Choose another.'],
  ['it is gone', undefined, 'it is gone'],
])('%j with the hint %j reads as sentences', (message, hint, text) => {
  expect(fullText(new AppError('conflict', message, hint === undefined ? {} : { hint }))).toBe(text);
});
