import { expect, test } from 'vitest';
import { completeQuery } from './complete-query';
import { tokensOf } from './tokens';
import { conditionOf, parseQuery } from './parse-query';
import { withoutClause, writeStep } from './write-query';

test('a clause is taken out where it stands', () => {
  const query = 'x  app:a,b "y z"';
  const [, app] = tokensOf(query);
  expect(withoutClause(query, app ?? { from: 0, to: 0 })).toBe('x "y z"');
});

const known = {
  ...{ appIds: ['orders', 'big orders'], names: ['Order'], steps: ['Notify', 'my step'], events: ['Approval'] },
  tags: [
    { key: 'region', values: ['eu', 'us east'] },
    { key: 'odd key', values: [] },
  ],
  paths: ['input.customer.id', 'input.total', 'customStatus.step'],
};

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
  ['inp|', ['input.customer.id:', 'input.total:']],
  ['input.t|', ['input.total:']],
  [
    'step:my|',
    [
      'step:"my step"',
      'step:"my step".failed',
      'step:"my step".waiting',
      'step:"my step".completed',
      'step:"my step".canceled',
    ],
  ],
  ['tag|', ['tag.region:']],
  ['-tag.re|', ['-tag.region:']],
  ['tag.region:u|', ['tag.region:"us east"', 'tag.region:eu']],
  ['unknown:|', []],
])('%s is completed', (query, completions) => {
  expect(offered(query)).toEqual(completions);
});

test('without anything before the cursor all fields are offered', () => {
  expect(offered('|')).toHaveLength(12);
  expect(offered('app:a |')[0]).toBe('app:a status:');
});

test.each(['Notify', 'my step', 'a,b', 'say "so"', 'a*b', 'Pay:1', 'really.failed'])(
  'a step named %j is asked for as it is',
  (name) => {
    for (const state of [undefined, 'failed'] as const) {
      const { clauses, faults } = parseQuery(writeStep(name, state), 0);
      expect(faults).toEqual([]);
      expect(conditionOf({ clauses, faults })).toEqual({
        ...{ kind: 'step', name: [name], statuses: state === undefined ? [] : ['failed'] },
      });
    }
  },
);
