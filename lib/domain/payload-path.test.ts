import { expect, test } from 'vitest';
import { readPayloadPath, valueAt } from './payload-path';

test.each([
  ['input', { part: 'input', keys: [] }],
  ['input.customer.name', { part: 'input', keys: ['customer', 'name'] }],
  ['output[0].sku', { part: 'output', keys: ['0', 'sku'] }],
  ['customStatus.step', { part: 'customStatus', keys: ['step'] }],
  ['inputs', undefined],
  ['input.', undefined],
  ['input..a', undefined],
  ['input[x]', undefined],
  ['tag.region', undefined],
])('%s', (text, path) => {
  expect(readPayloadPath(text)).toEqual(path);
});

const ORDER = '{"customer":{"name":"Ada"},"lines":[{"sku":"14","quantity":2}],"gift":null,"__proto__":1}';

test.each([
  ['input.customer.name', 'Ada'],
  ['input.lines[0].quantity', '2'],
  ['input.lines[0]', '{"sku":"14","quantity":2}'],
  ['input.gift', 'null'],
  ['input.lines[7].sku', undefined],
  ['input.customer.name.first', undefined],
  ['input.toString', undefined],
])('%s of an order', (text, value) => {
  const path = readPayloadPath(text);
  expect(path && valueAt(ORDER, path)).toBe(value);
});

test('what is no JSON has no places but is a whole', () => {
  expect(valueAt('plain', { part: 'input', keys: [] })).toBe('plain');
  expect(valueAt('plain', { part: 'input', keys: ['a'] })).toBeUndefined();
  expect(valueAt(undefined, { part: 'input', keys: [] })).toBeUndefined();
});
