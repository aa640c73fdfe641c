import { expect, test } from 'vitest';
import { columnsOf, DEFAULT_COLUMNS, fitting, moved, titleOf, type ColumnId } from './column-ids';

test.each([
  [null, DEFAULT_COLUMNS],
  [[], DEFAULT_COLUMNS],
  [['nonsense', 'tag.'], DEFAULT_COLUMNS],
  [
    ['input.customer', 'output[0].sku', 'input..', 'toString'],
    ['input.customer', 'output[0].sku'],
  ],
  [
    ['id', 'tag.region', 'id', 'nonsense'],
    ['id', 'tag.region'],
  ],
])('a URL that names %j shows', (names, ids) => {
  expect(columnsOf(names)).toEqual(ids);
});

test('a tag is called by its key', () => {
  expect(['tag.region', 'step'].map((id) => titleOf(id as ColumnId))).toEqual(['region', 'Step or wait']);
});

const IDS: readonly ColumnId[] = ['id', 'status', 'error', 'workflow'];

test.each([
  [400, ['id', 'status', 'error', 'workflow']],
  [399, ['id', 'status', 'workflow']],
  [299, ['status', 'workflow']],
  [199, ['status']],
  [0, ['status']],
])('what fits %i pixels', (width, ids) => {
  expect(fitting(IDS, width, () => 100)).toEqual(ids);
});

test.each([
  ['id', 1, ['status', 'id', 'error', 'workflow']],
  ['id', -1, IDS],
  ['workflow', 1, IDS],
  ['workflow', -1, ['id', 'status', 'workflow', 'error']],
  ['app', 1, IDS],
] as const)('%s moved by %i', (id, by, ids) => {
  expect(moved(IDS, id, by)).toEqual(ids);
});
