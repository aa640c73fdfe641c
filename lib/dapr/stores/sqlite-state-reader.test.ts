import { expect, test } from 'vitest';
import { filledSqlite } from '@/lib/testing/dapr/filled-stores';
import { openSqliteStateReader } from './sqlite-state-reader';
import { describeChanges, describeStateReader } from './state-reader.testsuite';

describeStateReader('SQLite', filledSqlite);
describeChanges('SQLite', filledSqlite);

test('a file that is not there is named', () => {
  expect(() => openSqliteStateReader({ layout: 'sqlite', path: '/nowhere/state.db', table: 'state' })).toThrow(
    'The state store /nowhere/state.db cannot be read: there is no such file',
  );
});

test('a table that is not there is named', async () => {
  const { target, remove } = await filledSqlite();
  if (target.layout !== 'sqlite') throw new Error('not a SQLite file');
  expect(() => openSqliteStateReader({ ...target, table: 'other' })).toThrow('no such table: other');
  await remove();
});
