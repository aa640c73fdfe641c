import { expect, test } from 'vitest';
import { documentKey, type DocumentMove, type DocumentPlace } from './document-key';
import { jsonLines } from './json-lines';

const LINES = jsonLines({ a: [1], b: 2 }, new Set());
const OPEN = new Set<string>();
const FOLDED = new Set(['$.a']);

test.each<[string, Omit<DocumentPlace, 'lines'>, DocumentMove | undefined]>([
  ['ArrowDown', { cursor: 0, folded: OPEN }, { kind: 'walk', to: 1 }],
  ['ArrowDown', { cursor: 5, folded: OPEN }, { kind: 'walk', to: 5 }],
  ['ArrowUp', { cursor: 2, folded: OPEN }, { kind: 'walk', to: 1 }],
  ['ArrowUp', { cursor: 0, folded: OPEN }, { kind: 'walk', to: 0 }],
  ['ArrowUp', { cursor: 99, folded: OPEN }, { kind: 'walk', to: 5 }],
  ['Home', { cursor: 4, folded: OPEN }, { kind: 'walk', to: 0 }],
  ['End', { cursor: 0, folded: OPEN }, { kind: 'walk', to: 5 }],
  ['ArrowLeft', { cursor: 1, folded: OPEN }, { kind: 'fold', path: '$.a' }],
  ['ArrowLeft', { cursor: 1, folded: FOLDED }, undefined],
  ['ArrowRight', { cursor: 1, folded: FOLDED }, { kind: 'fold', path: '$.a' }],
  ['ArrowRight', { cursor: 1, folded: OPEN }, undefined],
  ['ArrowLeft', { cursor: 4, folded: OPEN }, undefined],
  ['x', { cursor: 1, folded: OPEN }, undefined],
])('%s at %o', (key, place, move) => {
  expect(LINES).toHaveLength(6);
  expect(documentKey(key, { lines: LINES, ...place })).toEqual(move);
});
