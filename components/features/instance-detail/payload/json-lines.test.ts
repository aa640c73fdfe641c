import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '@/lib/domain/json';
import { jsonLines, matchingLines, parseJson, textLines } from './json-lines';

const NONE: ReadonlySet<string> = new Set();

test('the lines of any document are that document', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = jsonLines(value as Json, NONE)
        .map((line) => `${line.key === undefined ? '' : `${JSON.stringify(line.key)}:`}${line.text}`)
        .join('\n');
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('a folded document is one line', () => {
  expect(jsonLines([1, 2], new Set(['$'])).map(({ folded }) => folded)).toEqual(['[ 2 items ]']);
  expect(jsonLines({ a: 1 }, new Set(['$'])).map(({ folded }) => folded)).toEqual(['{ 1 key }']);
});

test('what nests without end is cut, not followed', () => {
  const deep = parseJson(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  if (deep === undefined) throw new Error('not parsed');
  expect(jsonLines(deep.value, NONE).length).toBeLessThan(300);
});

test('a search looks at keys and values', () => {
  const lines = jsonLines({ Name: 'ada', other: 'NAME' }, NONE);
  expect(matchingLines(lines, ' name ')).toEqual([1, 2]);
  expect(matchingLines(lines, ' ')).toEqual([]);
});

test('a line of megabytes is broken', () => {
  expect(textLines('x'.repeat(5000)).map(({ text }) => text.length)).toEqual([2000, 2000, 1000]);
});

test('text that is no JSON has no value', () => {
  expect(parseJson('{nope')).toBeUndefined();
  expect(parseJson('null')).toEqual({ value: null });
});
