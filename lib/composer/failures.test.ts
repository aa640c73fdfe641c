import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Model } from './model/model';
import { modelSchema } from './model/model';
import { parse } from './parse/parse';
import { check, rules } from './rules/check';

const folder = new URL('./corpus/failures/', import.meta.url);
type Expected = Readonly<Record<string, readonly (readonly [rule: string, element: string | null])[]>>;
const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Expected;

describe('a diagram with faults', () => {
  test.each(diagrams())('%s', async (file) => {
    const faults = check(await modelOf(file));
    expect(faults.map(({ rule, element }) => [rule, element ?? null])).toEqual(expected[file]);
    for (const { message, wayOut } of faults) {
      expect(message).toMatch(/^[\p{Lu}].*[^.]$/u);
      expect(wayOut).toMatch(/^[A-Z].*\.$/);
    }
  });
});

test('every expectation has its diagram', () => {
  expect(Object.keys(expected)).toEqual(diagrams());
});

test('every rule has a diagram that breaks it', () => {
  const broken = new Set(
    Object.values(expected)
      .flat()
      .map(([rule]) => rule),
  );
  expect(rules.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});

test('every rule has a file and a section of its name', () => {
  const page = readFileSync(new URL('../../docs/composer.md', import.meta.url), 'utf8');
  for (const { name } of rules) {
    expect(readFileSync(new URL(`./rules/${name}.ts`, import.meta.url), 'utf8')).toContain(`name: '${name}'`);
    expect(page).toContain(`| \`${name}\` |`);
  }
});

/** A diagram, or a model that no diagram becomes: one that came from elsewhere. */
async function modelOf(file: string): Promise<Model> {
  const text = readFileSync(new URL(file, folder), 'utf8');
  return file.endsWith('.model.json') ? modelSchema.parse(JSON.parse(text)) : parse(text, file);
}

function diagrams(): string[] {
  return readdirSync(folder).filter((name) => /\.(bpmn|mmd|model\.json)$/.test(name));
}
