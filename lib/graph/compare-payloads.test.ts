import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePayloads } from './compare-payloads';

describe('comparePayloads', () => {
  test('names every path and both values, numbers in their order', () => {
    const a = JSON.stringify({ lines: Array.from({ length: 11 }, (_, index) => ({ sku: String(index) })), gone: 1 });
    const b = a.replace('"10"', '"x"').replace('"2"', '"y"').replace('"gone":1', '"new":[true]');
    expect(comparePayloads(a, b)).toEqual([
      { label: '$.gone', a: '1', b: undefined },
      { label: '$.lines[2].sku', a: '"2"', b: '"y"' },
      { label: '$.lines[10].sku', a: '"10"', b: '"x"' },
      { label: '$.new', a: undefined, b: '[true]' },
    ]);
  });

  test('a payload that only one side has, and one of another shape, differ as a whole', () => {
    expect(comparePayloads('{"a":1}', undefined)).toEqual([{ label: '$', a: '{"a":1}', b: undefined }]);
    expect(comparePayloads('[1]', '{"0":1}')).toEqual([{ label: '$', a: '[1]', b: '{"0":1}' }]);
    expect(comparePayloads('plain', undefined)).toEqual([{ label: '$', a: '"plain"', b: undefined }]);
    expect(comparePayloads('plain', '{}')).toEqual([{ label: '$', a: 'plain', b: '{}' }]);
  });

  test('white space and the order of keys make no difference', () => {
    expect(comparePayloads('{"a":1,"b":[2]}', '{ "b": [2], "a": 1 }')).toEqual([]);
  });

  test('keys that every object has, and keys with dots, are keys like any other', () => {
    expect(comparePayloads('{}', '{"constructor":1,"a.b":2}')).toEqual([
      { label: '$.constructor', a: undefined, b: '1' },
      { label: '$["a.b"]', a: undefined, b: '2' },
    ]);
  });

  test('paths that count as the same number still have one order', () => {
    const labels = (a: string, b: string) => comparePayloads(a, b).map(({ label }) => label);
    const [one, other] = ['{"a01":1,"a001":1}', '{"a001":2,"a01":2}'];
    expect(labels(one, other)).toEqual(labels(other, one));
  });

  test('digits that a number cannot hold still differ', () => {
    expect(comparePayloads('{"id":12345678901234567890}', '{"id":12345678901234567891}')).toHaveLength(1);
    expect(comparePayloads('[0.10]', '[0.1]')).toEqual([]);
  });

  test('what is nested too deeply differs as a whole', () => {
    const deep = (leaf: string) => `${'['.repeat(20_000)}${leaf}${']'.repeat(20_000)}`;
    expect(comparePayloads(deep('1'), deep('2')).map(({ label }) => label)).toEqual(['$']);
  });

  test('nothing differs from itself, and swapping the sides mirrors', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (a, b) => {
        expect(comparePayloads(a, JSON.stringify(JSON.parse(a), null, 1))).toEqual([]);
        const mirrored = comparePayloads(b, a).map((line) => ({ ...line, a: line.b, b: line.a }));
        expect(comparePayloads(a, b)).toEqual(mirrored);
      }),
    );
  });

  test('what means another thing differs', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (a, b) => {
        const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
        const same = canonical(JSON.parse(left)) === canonical(JSON.parse(right));
        expect(comparePayloads(left, right).length === 0).toBe(same);
      }),
    );
  });
});

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
  return `{${entries.sort().join()}}`;
}
