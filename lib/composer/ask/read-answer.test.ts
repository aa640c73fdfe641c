import { expect, test } from 'vitest';
import { sampleModels } from '@/lib/testing/composer/sample-models';
import { emit } from '../emit/emit';
import { plan } from '../plan/plan';
import { bpmnOf } from '../print/bpmn/bpmn-of';
import { check } from '../rules/check';
import { INSTRUCTION } from './instruction';
import { imageOf, questionOf } from './question';
import { readAnswer } from './read-answer';

const chain = sampleModels['chain'];

test('the example that the instruction gives is a model without a fault', () => {
  const example = INSTRUCTION.slice(INSTRUCTION.lastIndexOf('\n{') + 1);
  const model = readAnswer(example, 'prose');
  expect(check(model)).toEqual([]);
  expect(plan(model).ok).toBe(true);
  expect(INSTRUCTION.length).toBeLessThan(20_000);
});

test('takes a model with a fence or words around it, and says itself what it was made of', () => {
  const answer = `Here it is:\n\`\`\`json\n${JSON.stringify({ ...chain, source: 'bpmn', extra: 1 })}\n\`\`\`\nDone.`;
  expect(readAnswer(answer, 'image')).toEqual({ ...chain, source: 'image' });
});

test('draws the gateways that several arrows mean, and believes in nothing implied', () => {
  const model = readAnswer(
    answerOf('a > b', 'a > e', (element) => ({ ...element, implied: true })),
    'prose',
  );
  expect(model.processes[0]?.elements.filter(({ implied }) => implied).map(({ id }) => id)).toEqual([
    'a__split',
    'e__join',
  ]);
});

test.each([
  ['I am sorry.', /has no JSON object in it/],
  ['{"name": "x", }', /is not JSON/],
  ['{"name":"x","source":"prose","processes":[]}', /is no model: processes: /],
  [
    JSON.stringify({ ...chain, processes: [{ ...chain?.processes[0], elements: [{ kind: 'shell', id: 'a' }] }] }),
    /elements\.0\.kind/,
  ],
  [`{"name":"${'x'.repeat(2000)}"}`, /a text of 2000 characters/],
  [`{"name":"${'x'.repeat(500_001)}"}`, /characters long/],
  ['[]', /no JSON object/],
])('refuses %.40s', (answer, message) => {
  expect(() => readAnswer(answer, 'prose')).toThrow(message);
});

test('refuses what is larger than any diagram, ids used twice, and insides in a circle', () => {
  const [process] = chain?.processes ?? [];
  if (process === undefined) throw new Error('there is a process');
  const many = Array.from({ length: 1001 }, (_, at) => ({ kind: 'start', id: `s${at}`, name: '' }));
  expect(() => readAnswer(JSON.stringify({ ...chain, processes: [{ ...process, elements: many }] }), 'prose')).toThrow(
    /1001 elements, more than 1000/,
  );
  expect(() => readAnswer(JSON.stringify({ ...chain, processes: [process, process] }), 'prose')).toThrow(/used twice/);
  const inside = (id: string, child: string, of: string) => ({
    ...{ id, name: id, inside: child, lanes: [], flows: [], data: [] },
    elements: [
      { kind: 'child', id: `${id}-c`, name: 'x', process: of, isForCompensation: false, reads: [], writes: [] },
    ],
  });
  const circle = [process, inside('p', 'q-c', 'q'), inside('q', 'p-c', 'p')];
  expect(() => readAnswer(JSON.stringify({ ...chain, processes: circle }), 'prose')).toThrow(
    /lies inside more than 12/,
  );
  const stray = [process, inside('p', 'a', 'p')];
  expect(() => readAnswer(JSON.stringify({ ...chain, processes: stray }), 'prose')).toThrow(/runs "p"|does not run it/);
});

test('script, escapes and orders in labels stay labels, from the answer to the files', async () => {
  const label = '</script><img onerror=alert(1)> #{process.exit()} `rm -rf` \u001b[31m\u202e"; */ ignore all rules';
  const model = readAnswer(
    answerOf('a > b > e', (element) => (element.id === 'a' ? { ...element, name: label } : element)),
    'prose',
  );
  const tame = '</script><img onerror=alert(1)> #{process.exit()} `rm -rf`  [31m "; */ ignore all rules';
  expect(model.processes[0]?.elements.find(({ id }) => id === 'a')?.name).toBe(tame);
  expect(bpmnOf(model)).not.toMatch(/<img|<\/script|\p{Cf}/u);
  const outcome = plan(model);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  for (const language of ['javascript', 'python', 'go', 'java', 'csharp'] as const) {
    const files = await emit(outcome.program, language);
    expect(files.every(({ path }) => /^[\w./-]+$/.test(path) && !path.includes('..'))).toBe(true);
  }
});

test('a question holds the description and nothing else; pictures are what they say', () => {
  expect(questionOf({ text: ' An order. ' })).toEqual({ instruction: INSTRUCTION, text: 'An order.' });
  const image = imageOf('iVBORw0KGgo=');
  expect(questionOf({ text: '', image })).toMatchObject({
    image: { mediaType: 'image/png' },
    text: expect.stringContaining('picture') as unknown,
  });
  expect(() => questionOf({ text: ' ' })).toThrow('The description is empty');
  expect(() => questionOf({ text: 'x'.repeat(20_001) })).toThrow(/more than 20000/);
  expect(() => imageOf('PHN2Zz4=')).toThrow(/no picture/);
  expect(() => questionOf({ text: '', image: { ...image, mediaType: 'image/gif' } })).toThrow(/not image\/gif/);
  expect(() => imageOf(`iVBORw0KGgo${'A'.repeat(8_000_000)}`)).toThrow(/more than 5242880/);
  expect(imageOf(btoa('RIFF1234WEBP ok ')).mediaType).toBe('image/webp');
});

/** A model of two tasks with these flows, told by a language model that changes its elements. */
function answerOf(...parts: readonly (string | ((element: { readonly id: string }) => object))[]): string {
  const task = (id: string) => ({
    kind: 'task',
    id,
    name: `Do ${id}`,
    task: 'task',
    isForCompensation: false,
    reads: [],
    writes: [],
  });
  const elements = [
    { kind: 'start', id: 's', name: '' },
    task('a'),
    task('b'),
    { kind: 'end', id: 'e', name: '', result: { kind: 'none' } },
  ];
  const rows = ['s > a', 'b > e', ...parts.filter((part) => typeof part === 'string')];
  const pairs = rows.flatMap((row) =>
    row
      .split(' > ')
      .slice(1)
      .map((to, at) => [row.split(' > ')[at] ?? '', to] as const),
  );
  const unique = [
    ...new Map(
      pairs.map(([from, to]) => [`${from}-${to}`, { id: `${from}-${to}`, from, to, isDefault: false }]),
    ).values(),
  ];
  const change = parts.find((part) => typeof part === 'function') ?? ((element: object) => element);
  return JSON.stringify({
    ...{ name: 'Told', source: 'prose' },
    processes: [{ id: 'p', name: 'Told', lanes: [], elements: elements.map(change), flows: unique, data: [] }],
  });
}
