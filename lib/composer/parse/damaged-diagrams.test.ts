import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { modelSchema } from '../model/model';
import { check } from '../rules/check';
import { parse } from './parse';

const corpus = new URL('../corpus/', import.meta.url);
const diagrams = readdirSync(corpus)
  .filter((name) => /\.(bpmn|mmd)$/.test(name))
  .map((name) => readFileSync(new URL(name, corpus), 'utf8'));

/** A change of a text: cut a piece out, put a piece of another in, or double one. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 12 }),
  piece: fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '"',
      '&',
      '</',
      '/>',
      '-->',
      '[',
      ']',
      '{',
      '}',
      '(',
      ')',
      '|',
      '\n',
      'end',
      ':',
      '__proto__',
    ),
    fc.string({ maxLength: 6 }),
    fc.constant(''),
  ),
});

test('whatever becomes of a diagram, it is a model that fits the schema and can be checked, or an error with a hint', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...diagrams), fc.array(change, { maxLength: 4 }), async (text, changes) => {
      const changed = changes.reduce((before, { at, length, piece }) => {
        const from = Math.floor(at * before.length);
        return `${before.slice(0, from)}${piece}${before.slice(from + length)}`;
      }, text);
      const outcome = await parse(changed).catch((error: unknown) => error);
      if (outcome instanceof AppError) {
        expect(outcome.code).toBe('invalid');
        expect(outcome.hint).toBeDefined();
        return;
      }
      const model = modelSchema.parse(outcome);
      expect(check(model)).toEqual(check(model));
      expect(await parse(changed)).toEqual(model);
    }),
    { numRuns: 250 },
  );
});

const words = fc.constantFrom(
  ...[
    'A',
    'B',
    'C[x]',
    'D{y}',
    'E{{z}}',
    'F([w])',
    'G[/v/]',
    'H[(u)]',
    '-->',
    '-->|a|',
    '-.->|error|',
    '---',
    '&',
    '\n',
    '\n',
  ],
  ...[
    'subgraph s\n',
    'end\n',
    's',
    'state A {\n',
    '}\n',
    '[*]',
    'D[( )]',
    'participant @{}\n',
    '->>',
    ': x\n',
    ',',
    ': after PT5M',
    ': [g] / a',
    '--\n',
    'A->>B: x\n',
    'alt p\n',
  ],
  ...[
    'else\n',
    'par\n',
    'and\n',
    'loop\n',
    'critical\n',
    'option\n',
    'break\n',
    'note left of A\n',
    'state B <<fork>>\n',
  ],
);

test('any row of words of Mermaid is a model or an error', async () => {
  const heads = fc.constantFrom('flowchart TD\n', 'sequenceDiagram\n', 'stateDiagram-v2\n');
  await fc.assert(
    fc.asyncProperty(heads, fc.array(words, { maxLength: 12 }), async (head, row) => {
      const outcome = await parse(head + row.join(' ')).catch((error: unknown) => error);
      if (!(outcome instanceof AppError)) expect(check(modelSchema.parse(outcome))).toBeDefined();
    }),
    { numRuns: 800 },
  );
});
