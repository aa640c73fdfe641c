import { expect, test } from 'vitest';
import { completeQuery } from './complete-query';
import { tokensOf } from './tokens';
import { valuesOf, withClause, withField, withoutClause } from './write-query';

test('a clause is added at the end and taken out where it stands', () => {
  expect(withClause('', 'a:b')).toBe('a:b');
  expect(withClause(' x ', 'a:b')).toBe('x a:b');
  const query = 'x  app:a,b "y z"';
  const [, app] = tokensOf(query);
  expect(withoutClause(query, app ?? { from: 0, to: 0 })).toBe('x "y z"');
});

test.each([
  ['', ['failed'], 'status:failed'],
  ['x status:running y', ['failed', 'stalled'], 'x status:failed,stalled y'],
  ['status:running x Status:failed', ['pending'], 'status:pending x'],
  ['x status:running', [], 'x'],
  ['-status:failed', ['running'], '-status:failed status:running'],
])('%s with the statuses %j', (query, values, expected) => {
  const written = withField(query, 'status', values);
  expect(written).toBe(expected);
  expect(valuesOf(written, 'status')).toEqual(values);
});

const known = { appIds: ['orders', 'big orders'], names: ['Order'], steps: ['Notify'], events: ['Approval'] };

function offered(query: string): string[] {
  const cursor = query.indexOf('|');
  return completeQuery(query.replace('|', ''), cursor, known).map(
    ({ from, to, text }) => `${query.replace('|', '').slice(0, from)}${text}${query.replace('|', '').slice(to)}`,
  );
}

test.each([
  ['st|', ['status:', 'started:', 'step:']],
  ['x -st|', ['x -status:', 'x -started:', 'x -step:']],
  ['status:fa| x', ['status:failed x']],
  ['status:failed,st| x', ['status:failed,stalled x']],
  ['app:ord|', ['app:orders', 'app:"big orders"']],
  ['name:|', ['name:Order']],
  ['step:Notify.f|', ['step:Notify.failed']],
  ['waiting:a|', ['waiting:Approval']],
  ['child:|', ['child:true', 'child:false']],
  ['unknown:|', []],
])('%s is completed', (query, completions) => {
  expect(offered(query)).toEqual(completions);
});

test('without anything before the cursor all fields are offered', () => {
  expect(offered('|')).toHaveLength(12);
  expect(offered('app:a |')[0]).toBe('app:a status:');
});
