import { expect, test } from 'vitest';
import type { Element } from '../../../model/element';
import { parse } from '../../parse';

const aTransition = 'Expected a transition such as "Open --> Paid : payment received", or a state.';

test.each([
  ['A -> B', 'line 2, column 3', aTransition],
  ['A --> B\n }', 'line 3, column 2', 'Expected an open state before "}".'],
  ['--', 'line 2, column 3', aTransition],
  ['state A {\n B --> C', 'line 3, column 9', 'Expected "}" of the state that is still open.'],
  ['A --> B\n note left of A\n text', 'line 4, column 6', 'Expected "end note".'],
  ['state [*] <<fork>>', 'line 2, column 9', 'Expected the name of a state.'],
])('%#: the place and what was expected', async (statements, place, hint) => {
  const error = await parse(`stateDiagram-v2\n  ${statements}`).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'invalid', hint });
  expect((error as Error).message).toContain(`cannot be read in ${place}:`);
});

test('a diagram without a state, and states too deep in each other, are refused', async () => {
  await expect(parse('stateDiagram-v2\n [*] --> [*]')).rejects.toThrow('The state diagram has no state');
  await expect(parse('stateDiagram-v2')).rejects.toThrow('The state diagram has no state');
  const deep = Array.from({ length: 14 }, (_, level) => `state s${level} {\n`).join('');
  await expect(parse(`stateDiagram-v2\n${deep}`)).rejects.toThrow('"s12" lies inside more than 12 others');
});

test('notes, styles and directions draw nothing; a state may stand alone', async () => {
  const plain = await elementsOf('A --> B\n C');
  const dressed =
    'direction LR\n A:::big --> B:::small\n C:::big\n classDef big x\n class A big\n note left of A : short\n note right of B\n long\n end note';
  expect(await elementsOf(dressed)).toEqual(plain);
});

test('a state is named by its words or by what is done in it', async () => {
  const elements = await elementsOf(
    'state "Check it" as A\n B : Pack it\n C : entry / Open box\n C : do / Look inside\n [*] --> A\n A --> B\n B --> C\n C --> [*]',
  );
  expect(elements.filter(({ kind }) => kind === 'task').map(({ name }) => name)).toEqual([
    'Check it',
    'Pack it',
    'Open box and Look inside',
  ]);
});

test('events beside a way on interrupt the work; without one they are waited for after it', async () => {
  const beside = await elementsOf('[*] --> A\n A --> B\n A --> C : stop\n A --> C : error\n B --> [*]\n C --> [*]');
  expect(beside.filter(({ kind }) => kind === 'boundary').map(({ id }) => id)).toEqual(['A--stop', 'A--error']);
  const after = await elementsOf(
    '[*] --> A\n A : do / Work\n A --> B : stop\n A --> C : after PT1H\n B --> [*]\n C --> [*]',
  );
  expect(after).toContainEqual(expect.objectContaining({ id: 'A__wait', gateway: 'event-based' }));
});

test('guards at an event are asked after it, at a boundary event as well', async () => {
  const { processes } = await parse(
    'stateDiagram-v2\n [*] --> A\n A --> B\n A --> C : error [bad] / Note it\n A --> B : stop [now]\n B --> [*]\n C --> [*]',
  );
  const flows = processes[0]?.flows.map(({ from, to, label }) => [from, to, label]);
  expect(flows).toContainEqual(['A--error__choice', 'A--error__choice->C__action', 'bad']);
  expect(processes[0]?.elements).toContainEqual(expect.objectContaining({ kind: 'task', name: 'Note it' }));
});

test('a choice takes its words with or without brackets; its own label is its question', async () => {
  const { processes } = await parse(
    'stateDiagram-v2\n state "Is it good?" as c <<choice>>\n state d [[choice]]\n [*] --> c\n c --> A : good\n c --> d : [bad]\n d --> A\n A --> [*]',
  );
  expect(processes[0]?.elements).toContainEqual(expect.objectContaining({ id: 'c', name: 'Is it good?' }));
  expect(processes[0]?.flows.filter(({ from }) => from === 'c').map(({ label }) => label)).toEqual(['good', 'bad']);
});

test('words that are no event, guard and action are one event', async () => {
  const elements = await elementsOf('[*] --> A\n A --> B : a [b] c\n B --> [*]');
  expect(elements).toContainEqual(expect.objectContaining({ kind: 'catch', name: 'a [b] c' }));
});

test('a start may wait for a time; an empty composite state is empty', async () => {
  const elements = await elementsOf('[*] --> A : at 2027-01-31\n state A { }\n A --> [*]');
  expect(elements[0]).toMatchObject({ kind: 'start', trigger: { kind: 'timer', timer: { kind: 'date' } } });
  expect(elements[1]).toMatchObject({ kind: 'child', process: 'A__inside' });
});

test('one event with several guards interrupts once; two actions on one way are two tasks', async () => {
  const elements = await elementsOf(
    '[*] --> A\n A --> B : / x\n A --> B : / y\n A --> B : stop [a]\n A --> C : stop [b]\n B --> [*]\n C --> [*]',
  );
  expect(elements.filter(({ kind }) => kind === 'boundary').map(({ id }) => id)).toEqual(['A--stop']);
  expect(elements.map(({ id }) => id)).toEqual(expect.arrayContaining(['A->B__action', 'A->B__action#2']));
});

async function elementsOf(statements: string): Promise<readonly Element[]> {
  return (await parse(`stateDiagram-v2\n ${statements}`)).processes[0]?.elements ?? [];
}
