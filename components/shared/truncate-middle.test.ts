import fc from 'fast-check';
import { expect, test } from 'vitest';
import { truncateMiddle } from './truncate-middle';

test('keeps both ends of a long id and short ids whole', () => {
  expect(truncateMiddle('7f3a0000-0000-0000-0000-00000000c91e')).toBe('7f3a0000…0000c91e');
  expect(truncateMiddle('order-10442')).toBe('order-10442');
  expect(truncateMiddle('order-1001:0007')).toBe('order-1001:0007');
  expect(truncateMiddle('order-2026-11-22:007')).toBe('order-2026-11-22:007');
  expect(truncateMiddle('order-2026-11-22:0007')).toBe('order-20…-22:0007');
});

test('never cuts through a letter, and never makes an id longer', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }).filter((id) => !id.includes('…')),
      (id) => {
        const short = truncateMiddle(id);
        expect(short.isWellFormed()).toBe(true);
        expect([...short].length).toBeLessThanOrEqual([...id].length);
        const [head = '', tail = ''] = short === id ? [id, id] : [short.split('…')[0], short.split('…').at(-1)];
        expect(id.startsWith(head) && id.endsWith(tail)).toBe(true);
      },
    ),
  );
});
