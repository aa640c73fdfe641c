import { expect, test } from 'vitest';
import { selectiveTrigrams, trigramsOf } from './id-trigrams';

test('a text has a trigram for each of its characters but two, in lower case by ASCII', () => {
  expect(trigramsOf('Order')).toEqual(['ord', 'rde', 'der']);
  expect(trigramsOf('aaaa')).toEqual(['aaa']);
  expect(trigramsOf('ÄB-😀')).toEqual(['Äb-', 'b-😀']);
  expect(['', 'ab', '😀😀'].map(trigramsOf)).toEqual([[], [], []]);
});

test('a text with a sign that PostgreSQL stores otherwise has none', () => {
  expect(['ab\0c', 'ab\u0001c'].map(trigramsOf)).toEqual([[], []]);
});

test('the rarest trigrams are chosen, and none when all of them are frequent', () => {
  const sample = ['order-1', 'order-2', 'order-3', 'refund-1', ...Array.from({ length: 36 }, () => 'other')];
  expect(selectiveTrigrams('order-77', sample)).toEqual(['r-7', '-77', 'ord']);
  expect(selectiveTrigrams('oth', sample)).toBeUndefined();
  expect(selectiveTrigrams('ot', sample)).toBeUndefined();
});
