import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromStoredText, toStoredText } from './stored-text';

const anyText = () =>
  fc.array(fc.constantFrom('\0', '\u0001', '\u0002', '\u0003', 'a'), { maxLength: 6 }).map((signs) => signs.join(''));

test('any text comes back, is stored without U+0000, and keeps its place among others', () => {
  fc.assert(
    fc.property(anyText(), anyText(), (one, other) => {
      expect(fromStoredText(toStoredText(one))).toBe(one);
      expect(toStoredText(one)).not.toContain('\0');
      expect(toStoredText(one) < toStoredText(other)).toBe(one < other);
    }),
    { numRuns: 500 },
  );
});
