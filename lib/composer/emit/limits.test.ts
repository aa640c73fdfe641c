import { expect, test } from 'vitest';
import { program, unit } from '@/lib/testing/composer/program-builders';
import type { Race, Task } from '../plan/statement';
import { limitsOf } from './limits';

const paid: Task = { kind: 'wait', element: 'paid', event: 'Paid' };
const canceled: Task = { kind: 'wait', element: 'canceled', event: 'Canceled' };
const late: Task = { kind: 'sleep', element: 'late', time: { kind: 'after', seconds: 60, text: 'PT1M' } };

test('Go tells which element has to look at several events in turn', () => {
  const [limit] = limitsOf(racing(paid, canceled), 'go');
  expect(limit).toMatchObject({ severity: 'warning', rule: 'go-looks-in-turn', element: 'first' });
});

test('one event and a time are no limit of Go, and nothing is one of Java', () => {
  expect(limitsOf(racing(paid, late), 'go')).toEqual([]);
  expect(limitsOf(racing(paid, canceled), 'java')).toEqual([]);
});

function racing(...tasks: readonly Task[]) {
  const arms = tasks.map((task) => ({ task, body: [] }));
  const race: Race = { kind: 'race', element: 'first', arms, asides: [], handlers: [] };
  return program({
    name: 'Race',
    workflows: [unit('Race', 'RaceData', [race])],
    activities: [],
    records: [],
    events: [],
  });
}
