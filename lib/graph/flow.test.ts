import { expect, test } from 'vitest';
import { Flow } from './flow';

type Moment = { readonly told?: readonly string[]; readonly asked?: readonly string[] };

/** Plays turns; a step's label is its id up to the colon. What each step hangs on, in order of the steps. */
function causesOf(...turns: readonly Moment[]): Readonly<Record<string, readonly string[]>> {
  const flow = new Flow();
  for (const { told = [], asked = [] } of turns) {
    flow.turn();
    for (const id of told) flow.resolved(id);
    for (const id of asked) flow.scheduled(id, id.split(':')[0] ?? id);
  }
  const edges = flow.edges();
  const into = Map.groupBy(edges, ({ to }) => to);
  return Object.fromEntries([...into].map(([to, found]) => [to, found.map(({ from }) => from).sort()]));
}

test('a fan-out inside a fan-out does not join what its sibling led to', () => {
  const causes = causesOf(
    { asked: ['List:0', 'List:1'] },
    { told: ['List:0'], asked: ['Price:0', 'Price:1'] },
    { told: ['Price:0', 'Price:1'] },
    { told: ['List:1'], asked: ['Price:2'] },
    { told: ['Price:2'], asked: ['Sum'] },
  );
  expect(causes['Price:2']).toEqual(['List:1']);
  expect(causes['Sum']).toEqual(['Price:0', 'Price:1', 'Price:2']);
});

test('branches of one kind beside each other join at their end, however many steps they have', () => {
  const causes = causesOf(
    { asked: ['A:0', 'A:1'] },
    { told: ['A:0'], asked: ['B:0'] },
    { told: ['B:0'], asked: ['C:0'] },
    { told: ['C:0'] },
    { told: ['A:1'], asked: ['B:1'] },
    { told: ['B:1'], asked: ['C:1'] },
    { told: ['C:1'], asked: ['End'] },
  );
  expect(causes).toMatchObject({ 'B:1': ['A:1'], 'C:1': ['B:1'], End: ['C:0', 'C:1'] });
});

test('branches of different kinds join where the last of them ended', () => {
  const causes = causesOf(
    { asked: ['Reserve', 'Notify'] },
    { told: ['Reserve'], asked: ['Charge'] },
    { told: ['Charge'] },
    { told: ['Notify'], asked: ['Ship'] },
  );
  expect(causes['Ship']).toEqual(['Charge', 'Notify']);
});

test('a loop that joins once more joins, though its first round led on alone', () => {
  const causes = causesOf(
    { asked: ['Ask:0'] },
    { told: ['Ask:0'], asked: ['Work:0'] },
    { told: ['Work:0'], asked: ['Ask:1', 'Check'] },
    { told: ['Check'] },
    { told: ['Ask:1'], asked: ['Work:1'] },
  );
  expect(causes['Work:1']).toEqual(['Ask:1', 'Check']);
});
