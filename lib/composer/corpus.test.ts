import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { modelSchema } from './model/model';
import { parse } from './parse/parse';
import { check } from './rules/check';

const corpus = new URL('./corpus/', import.meta.url);
const folders = ['', 'third-party/'];

describe.each(folders)('corpus/%s', (folder) => {
  test.each(diagramsIn(folder))('%s', async (file) => {
    const text = readFileSync(new URL(`${folder}${file}`, corpus), 'utf8');
    const model = await parse(text, file);
    const json = `${JSON.stringify(model, undefined, 1)}\n`;
    expect(modelSchema.parse(model)).toEqual(model);
    expect(`${JSON.stringify(await parse(text, file), undefined, 1)}\n`).toBe(json);
    expect(check(model).filter(({ severity }) => severity === 'error')).toEqual([]);
    await expect(json).toMatchFileSnapshot(`./corpus/expected/${folder}${file}.json`);
  });
});

test('every golden belongs to a diagram', () => {
  for (const folder of folders) {
    const goldens = readdirSync(new URL(`expected/${folder}`, corpus)).filter((name) => name.endsWith('.json'));
    expect(goldens).toEqual(diagramsIn(folder).map((file) => `${file}.json`));
  }
});

test('every file of another modeler has its origin and license in SOURCES.md', () => {
  const sources = readFileSync(new URL('third-party/SOURCES.md', corpus), 'utf8');
  for (const file of diagramsIn('third-party/')) expect(sources).toContain(`| \`${file}\` |`);
});

function diagramsIn(folder: string): string[] {
  return readdirSync(new URL(folder, corpus)).filter((name) => /\.(bpmn|mmd)$/.test(name));
}
