import { expect, test } from 'vitest';
import type { Element } from '../../../model/element';
import { parse } from '../../parse';

test.each([
  ['A[Check', 'line 2, column 10', 'Expected "]" after "[" and the label.'],
  ['A[/Check', 'line 2, column 11', 'Expected "/]" or "\\]" after "[/" and the label.'],
  ['A["Check', 'line 2, column 11', 'Expected "]" after "[" and the label.'],
  ['A -->', 'line 2, column 8', 'Expected a node such as A or A[Check order].'],
  ['A --> B C', 'line 2, column 11', 'Expected an arrow such as -->, or the end of the line.'],
  ['--> B', 'line 2, column 3', 'Expected a node such as A or A[Check order].'],
  ['A -->|words B', 'line 2, column 16', 'Expected "|" after "|" and the words.'],
  ['A & --> B', 'line 2, column 7', 'Expected a node such as A or A[Check order].'],
  ['A@{ shape: blob } --> B', 'line 2, column 19', 'Expected another shape than "blob", such as rect, diamond or hex.'],
  ['A@{ shape diam }', 'line 2, column 7', 'Expected a property such as shape: diamond, or "}".'],
  ['subgraph one', 'line 2, column 15', 'Expected "end" of subgraph "one".'],
  ['end', 'line 2, column 3', 'Expected an open subgraph before "end".'],
])('%s: the place and what was expected', async (statement, place, hint) => {
  const error = await parse(`flowchart TD\n  ${statement}`).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'invalid', hint });
  expect((error as Error).message).toContain(`cannot be read in ${place}:`);
});

test.each([
  ['A <--> B', 'An arrow in both directions says no order (line 2, column 3)'],
  ['A <-- words --> B', 'An arrow in both directions says no order (line 2, column 3)'],
  ['A --- B', 'The line from "A" to "B" has no arrowhead, so it says no order (line 2, column 3)'],
  ['A -- words --- B', 'The line from "A" to "B" has no arrowhead'],
  ['A{q} -.->|error| B', 'The dotted arrow "error" leaves "A", which is no step'],
  ['subgraph s\n x --> y\n end\n A --> s\n A --> x', 'The arrow from "A" to "x" crosses the border of sub-process "s"'],
  ['subgraph s\n end\n subgraph s\n end', 'cannot be read in line 4, column 11'],
  [`A[${'x'.repeat(1000)}]`, 'Line 2 of the diagram has 1005 characters, more than 1000'],
  ['A --> B\n'.repeat(1001), 'The diagram has 1001 elements, more than 1000'],
  [`${many('a')} --> ${many('b')}`, 'The diagram has more than 4000 arrows'],
  [deep(14), '"s13" lies inside more than 12 others'],
])('%#: what says no order of work is refused', async (statements, message) => {
  const outcome = await parse(`flowchart TD\n  ${statements}`).catch((thrown: unknown) => thrown);
  expect((outcome as Error).message).toContain(message);
});

test('shapes', async () => {
  const kinds = await shapesOf(
    'a[x] b(x) c[[x]] d{x} e{{x}} f[/x/] g[\\x\\] h>x] i[/x\\] j[\\x/] k(((x))) l@{ shape: fork } m@{ label: "y" }',
  );
  expect(kinds).toEqual([
    ...['task', 'task', 'child', 'exclusive', 'parallel', 'catch', 'catch', 'throw', 'user', 'manual', 'end'],
    ...['parallel', 'task'],
  ]);
});

test.each([
  ['A["it says #quot;go#quot; #35;1"]', 'it says "go" #1'],
  ['A["`**bold** text`"]', 'bold text'],
  ['A["one<br/>two <i>three</i>"]', 'one two three'],
  ['A[#99999999;]', '#99999999;'],
  ['A["(round) [square] {curly}"]', '(round) [square] {curly}'],
  ['A', 'A'],
  ['A:::big', 'A'],
  ['A[First]\n A[Second]', 'Second'],
])('the label of %s', async (statement, label) => {
  expect((await elementsOf(`${statement}\n A --> Z`)).find(({ id }) => id === 'A')?.name).toBe(label);
});

test.each(['A --> B', 'A ---> B', 'A==>B', 'A-.->B', 'A--oB', 'A x--x B', 'A e1@--> B', 'A --> B;'])(
  '%s is an arrow',
  async (statement) => {
    const outcome = await parse(`flowchart TD\n ${statement}`).catch((error: unknown) => error);
    const isTwoWay = statement.includes('x--x');
    if (isTwoWay) expect(outcome).toMatchObject({ hint: 'Draw one arrow for each direction.' });
    else expect(outcome).toMatchObject({ processes: [{ elements: expect.arrayContaining([named('A'), named('B')]) }] });
  },
);

test('words at an arrow, however they are written', async () => {
  const { processes } = await parse(
    'flowchart TD\n A{q} -->|one| B\n A -- two --> C\n A == "three | 3" ==> D\n A -. four .-> E',
  );
  const labels = processes[0]?.flows.filter(({ from }) => from === 'A').map(({ label }) => label);
  expect(labels).toEqual(['one', 'two', 'three | 3', 'four']);
});

test('an invisible link, styles and directions draw nothing', async () => {
  const plain = await parse('flowchart TD\n A --> B');
  const styled =
    'flowchart LR\n direction TB\n A --> B\n A ~~~ B\n style A fill:#fff\n linkStyle 0 stroke:#000\n click A "x"\n classDef y z\n class A y';
  expect(await parse(styled)).toEqual(plain);
});

test('two arrows between the same nodes are two flows', async () => {
  const { processes } = await parse('flowchart TD\n A{q} -->|one| B\n A -->|two| B\n A -->|three| B');
  expect(processes[0]?.flows.map(({ id }) => id).slice(0, 3)).toEqual(['A->B', 'A->B#2', 'A->B#3']);
});

test('lanes and sub-processes lie in each other', async () => {
  const { processes } = await parse(`flowchart TD
    subgraph shop [Shop]
      A --> sub
      subgraph sub
        subgraph "Back office"
          B --> C
        end
        subgraph
          D
        end
        C --> D
      end
    end`);
  expect(processes.map(({ id, inside, lanes }) => [id, inside, lanes.map(({ name }) => name)])).toEqual([
    ['process', undefined, ['Shop']],
    ['sub__inside', 'sub', ['Back office', 'subgraph-8']],
  ]);
  expect(processes.flatMap(({ elements }) => elements).map(({ id, lane }) => [id, lane])).toContainEqual([
    'D',
    'subgraph-8',
  ]);
  expect(processes[0]?.elements).toContainEqual(expect.objectContaining({ id: 'sub', kind: 'child', lane: 'shop' }));
});

test('a hexagon that joins is what split: past inner pairs, and parallel where nothing did', async () => {
  const chart = `flowchart TD
    o{{outer}} -->|a| A --> i{{inner}}
    o -->|b| B --> j
    i --> C --> k{{inner join}}
    i --> D --> k
    k --> j{{outer join}} --> E
    X{x} -->|y| Y --> l{{lone join}} --> F
    X -->|z| Z --> l
    E --> X`;
  const gateways = (await elementsOf(chart.slice(13))).filter((element) => element.kind === 'gateway');
  expect(Object.fromEntries(gateways.map(({ id, gateway }) => [id, gateway]))).toMatchObject({
    ...{ o: 'inclusive', i: 'parallel', k: 'parallel', j: 'inclusive', X: 'exclusive' },
  });
});

test('several first steps or none imply no start; a chart that ends nowhere no end', async () => {
  const kindsOf = async (statements: string) => (await elementsOf(statements)).map(({ kind }) => kind);
  expect(await kindsOf('A --> C\n B --> C')).not.toContain('start');
  expect(await kindsOf('A --> B\n B --> A')).toEqual(['task', 'task']);
});

test('a compensation handler needs no way to it', async () => {
  const elements = await elementsOf(
    'A --> B\n A -.->|compensate| U\n C[[Call]] -.->|compensation| V[[Undo]]\n B --> C',
  );
  expect(elements.find(({ id }) => id === 'C')).toMatchObject({ compensatedBy: 'V' });
  expect(elements.filter((element) => 'isForCompensation' in element && element.isForCompensation)).toHaveLength(2);
});

test('compensation of a wait is no compensation', async () => {
  const elements = await elementsOf('A[/wait/] --> B\n A -.->|compensate| B');
  expect(elements.some((element) => 'compensatedBy' in element)).toBe(false);
});

test('two dotted arrows between the same steps are two events', async () => {
  const elements = await elementsOf('subgraph lane\n A\n end\n A -.->|error| B\n A -.->|timer: PT1M| B\n A --> B');
  expect(elements.filter(({ kind }) => kind === 'boundary').map(({ id, lane }) => [id, lane])).toEqual([
    ['A-.->B', 'lane'],
    ['A-.->B#2', 'lane'],
  ]);
});

test('a subgraph that is mentioned without an arrow is a lane', async () => {
  expect((await elementsOf('subgraph s\n A --> B\n end\n s')).map(({ id }) => id)).not.toContain('s');
});

test('data that is read again is read once', async () => {
  const { processes } = await parse('flowchart TD\n A --> B\n D[(d)] --> A\n D --> A\n D --- B\n A --> D');
  expect(processes[0]?.data).toEqual([{ name: 'd', type: 'unknown' }]);
  expect(processes[0]?.elements).toMatchObject([
    {},
    { reads: ['d'], writes: ['d'] },
    { reads: ['d'], writes: ['d'] },
    {},
  ]);
});

test('data without a label has its id for a name', async () => {
  expect((await parse('flowchart TD\n A --> D[( )]')).processes[0]?.data).toEqual([{ name: 'D', type: 'unknown' }]);
});

test('the first of two closing marks closes', async () => {
  const elements = await elementsOf('A[/one/] --> B[/two\\]');
  expect(elements.map(kindOf)).toEqual(['start', 'catch', 'user', 'end']);
});

async function elementsOf(statements: string): Promise<readonly Element[]> {
  return (await parse(`flowchart TD\n ${statements}`)).processes[0]?.elements ?? [];
}

async function shapesOf(statements: string): Promise<readonly string[]> {
  const elements = await elementsOf(
    statements.split(' ').join('\n').replaceAll('@{\n', '@{ ').replaceAll(':\n', ': ').replaceAll('\n}', ' }'),
  );
  return elements.filter(({ implied }) => implied === undefined).map(kindOf);
}

function kindOf(element: Element): string {
  if (element.kind === 'gateway') return element.gateway;
  return element.kind === 'task' && element.task !== 'task' ? element.task : element.kind;
}

function named(id: string): unknown {
  return expect.objectContaining({ id });
}

function many(letter: string): string {
  return Array.from({ length: 70 }, (_, index) => `${letter}${index}`).join(' & ');
}

function deep(depth: number): string {
  const open = Array.from({ length: depth }, (_, level) => `subgraph s${level}\n a${level} --> s${level + 1}\n`).join(
    '',
  );
  return `${open}x --> y\n${'end\n'.repeat(depth)}z --> s0`;
}
