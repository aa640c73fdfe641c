import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indentJson } from './indent-json';

test('is what JSON.stringify would indent', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value: unknown = JSON.parse(text);
      expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

test('keeps every digit, and text that is no JSON', () => {
  expect(indentJson('{"id":12345678901234567890,"rate":1.50}')).toBe(
    '{\n  "id": 12345678901234567890,\n  "rate": 1.50\n}',
  );
  expect(indentJson('{broken')).toBe('{broken');
  expect(indentJson('')).toBe('');
});
