import { expect, test } from 'vitest';
import { declarablePath, KEPT_LENGTH, keptValues, LARGEST_READ_PAYLOAD, numberOf } from './declared-path';
import { readPayloadPath } from './payload-path';

const kept = (path: string, input: string) => {
  const found = readPayloadPath(path);
  return found && keptValues({ input }, [found])[0];
};

test('a declared path is written in one way, and only one that a query can name is one', () => {
  expect(declarablePath('input.lines[0].sku')).toBe('input.lines.0.sku');
  expect(declarablePath('customStatus')).toBe('customStatus');
  for (const text of ['total', 'input.', 'input.a b', 'input.a:b', 'input.*', 'input.a,b', 'error.type']) {
    expect(declarablePath(text), text).toBeUndefined();
  }
});

test('texts are kept as they are and everything else as JSON, numbers as numbers too', () => {
  expect(kept('input.id', '{"id":42}')).toEqual({ value: '42', number: 42 });
  expect(kept('input.id', '{"id":"42.50"}')).toEqual({ value: '42.50', number: 42.5 });
  expect(kept('input.id', '{"id":true}')).toEqual({ value: 'true', number: undefined });
  expect(kept('input.id', '{"id":null}')).toEqual({ value: 'null', number: undefined });
  expect(kept('input', 'no JSON')).toEqual({ value: 'no JSON', number: undefined });
  expect(kept('input.id', '{"other":1}')).toBeUndefined();
});

test('a long value is cut, a lone surrogate and U+0000 are replaced, a huge payload is not read', () => {
  expect(kept('input', JSON.stringify('x'.repeat(500)))?.value).toHaveLength(KEPT_LENGTH);
  expect(kept('input', JSON.stringify(`${'x'.repeat(KEPT_LENGTH - 1)}😀`))?.value).toMatch(/x\ufffd$/);
  expect(kept('input', JSON.stringify('a\0b'))?.value).toBe('a\ufffdb');
  expect(kept('input', JSON.stringify('x'.repeat(LARGEST_READ_PAYLOAD)))).toBeUndefined();
});

test.each(['', '-', '1.', '0x10', '1e999', 'Infinity', ' 1', '1_000', '9'.repeat(40)])('"%s" is no number', (text) => {
  expect(numberOf(text)).toBeUndefined();
});

test('numbers are read as JSON writes them', () => {
  for (const number of [0, -1, 0.5, 1e21, -2.5e-9, 123456789]) expect(numberOf(JSON.stringify(number))).toBe(number);
});
