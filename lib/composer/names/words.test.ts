import { expect, test } from 'vitest';
import { NamePool } from './name-pool';
import { camelCase, kebabCase, pascalCase, snakeCase, wordsOf } from './words';

test('finds the words of labels and identifiers, in ASCII', () => {
  expect(wordsOf("Café's PDFOrder #2")).toEqual(['cafes', 'pdf', 'order', '2']);
  expect(wordsOf('orderTotal_sum')).toEqual(['order', 'total', 'sum']);
  expect(wordsOf('支払い')).toEqual([]);
});

test('writes them as each language has them, beginning with a letter', () => {
  const words = ['2', 'nd', 'order'];
  expect([pascalCase, camelCase, snakeCase, kebabCase].map((write) => write(words))).toEqual([
    ...['N2NdOrder', 'n2NdOrder', 'n2_nd_order', 'n2-nd-order'],
  ]);
});

test('hands out each name once, without regard to case', () => {
  const pool = new NamePool();
  expect(['Pay', 'PAY', 'Pay'].map((name) => pool.take(name))).toEqual(['Pay', 'PAY2', 'Pay3']);
});
