import { expect, test } from 'vitest';
import { parse } from '../../parse';

const aMessage = 'Expected a message such as "Shop->>Store: Reserve goods", or a word such as alt, par or loop.';

test.each([
  ['A->>B', 'line 2, column 3', aMessage],
  ['->>B: x', 'line 2, column 3', aMessage],
  ['A->> : x', 'line 2, column 3', aMessage],
  ['actor @{ "type": "x" }', 'line 2, column 9', 'Expected the name of the participant.'],
  ['what is this', 'line 2, column 3', aMessage],
  ['A->>B: x\n end', 'line 3, column 2', 'Expected an open block before "end".'],
  ['else x', 'line 2, column 3', 'Expected "else" only inside "alt".'],
  ['opt x\n and y\n end', 'line 3, column 2', 'Expected "and" only inside "par".'],
  ['alt x\n A->>B: y', 'line 3, column 10', 'Expected "end" of the block that is still open.'],
])('%#: the place and what was expected', async (statements, place, hint) => {
  const error = await parse(`sequenceDiagram\n  ${statements}`).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'invalid', hint });
  expect((error as Error).message).toContain(`cannot be read in ${place}:`);
});

test('a diagram without a message, and blocks too deep in each other, are refused', async () => {
  await expect(parse('sequenceDiagram\n participant A')).rejects.toThrow('The sequence diagram has no message');
  const deep = `${'opt x\n'.repeat(14)}A->>B: y\n${'end\n'.repeat(14)}`;
  await expect(parse(`sequenceDiagram\n${deep}`)).rejects.toThrow('"x" lies inside more than 12 others');
});

test('arrows', async () => {
  const arrows = ['->>', '->', '-->>', '-->', '-x', '--x', '-)', '--)', '<<->>', '<<-->>', '->>+', '-->>-'];
  const { processes } = await parse(`sequenceDiagram\n${arrows.map((arrow, n) => ` A${arrow}B: s${n}`).join('\n')}`);
  const drawn = processes[0]?.elements
    .filter(({ implied }) => implied === undefined)
    .map(({ kind, name }) => [name, kind]);
  expect(drawn).toEqual([
    ['s0', 'task'],
    ['s1', 'task'],
    ['s4', 'unsupported'],
    ['s5', 'unsupported'],
    ['s6', 'throw'],
    ['s7', 'throw'],
    ['s8', 'task'],
    ['s9', 'task'],
    ['s10', 'task'],
  ]);
});

test('participants are lanes, declared or not, by their alias', async () => {
  const { processes } = await parse(
    'sequenceDiagram\n create participant S as The shop\n actor C@{ "type": "x" }\n S->>D: Do\n D->>C: Ask\n C-)S: timer: PT1H\n S-)D: signal: on',
  );
  expect(processes[0]?.lanes.map(({ name }) => name)).toEqual(['The shop', 'C', 'D']);
  expect(processes[0]?.elements).toMatchObject([
    { kind: 'start' },
    { task: 'task', lane: 'D' },
    { task: 'user', lane: 'C' },
    { kind: 'catch', trigger: { kind: 'timer' } },
    { kind: 'throw', result: { kind: 'signal', name: 'on' } },
    { kind: 'end' },
  ]);
});

test('a break beside other steps ends them all; a frame draws nothing', async () => {
  const { processes } = await parse(`sequenceDiagram
    par
      rect rgb(1,2,3)
      A->>B: one
      end
      break when full
        A->>B: two
      end
    and
      A->>C: three
    end`);
  expect(processes[0]?.elements.filter(({ kind }) => kind === 'end')).toMatchObject([
    { id: 'break-6__end', result: { kind: 'terminate' } },
    { id: 'process__end', result: { kind: 'none' } },
  ]);
});

test('words that go on inside a frame belong to the block around it', async () => {
  const text = 'sequenceDiagram\n alt x\n rect y\n A->>B: one\n else z\n A->>B: two\n end\n end';
  const { processes } = await parse(text);
  expect(processes[0]?.flows.map(({ label }) => label).filter((label) => label !== undefined)).toEqual(['x', 'z']);
});

test('a break that everything takes leaves no end of its own', async () => {
  const { processes } = await parse('sequenceDiagram\n break a\n break b\n A->>B: x\n end\n end');
  expect(processes[0]?.elements.filter(({ kind }) => kind === 'end').map(({ id }) => id)).toEqual([
    'break-3__end',
    'break-2__end',
    'process__end',
  ]);
});

test('an option without a code catches every error', async () => {
  const { processes } = await parse('sequenceDiagram\n critical\n A->>B: x\n option\n A->>B: y\n end');
  expect(processes[0]?.elements).toContainEqual(
    expect.objectContaining({ kind: 'boundary', trigger: { kind: 'error' } }),
  );
  expect(processes[1]).toMatchObject({ id: 'critical-2__inside', name: 'critical-2' });
});
