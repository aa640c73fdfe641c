import { check } from 'prettier';
import { expect, test } from 'vitest';
import { projectText } from '@/lib/testing/composer/project-text';
import { mergedModel } from '@/lib/testing/composer/merged-model';
import { sampleModels } from '@/lib/testing/composer/sample-models';
import { programOf, samplePrograms } from '@/lib/testing/composer/sample-programs';
import { typeCheck } from '@/lib/testing/composer/type-check';
import type { File } from '../file';
import { typescriptProject } from './typescript-project';

const projects: Record<string, readonly File[]> = {};

for (const [name, program] of Object.entries(samplePrograms)) {
  test(`writes ${name}`, async () => {
    const files = await typescriptProject(program);
    projects[name] = files;
    const shown = name === 'saga' ? files : files.filter(({ path }) => path.startsWith('src/workflows/'));
    await expect(projectText(shown)).toMatchFileSnapshot(`./expected/${name}.txt`);
  });
}

test('the compiler takes all of them', { timeout: 60_000 }, async () => {
  expect(Object.keys(projects)).toHaveLength(Object.keys(samplePrograms).length);
  // One project of all: some of its workflows can undo what they did, others have no such data.
  const patterns = await typescriptProject(programOf(mergedModel('Patterns', sampleModels)));
  expect(typeCheck({ ...projects, patterns })).toEqual([]);
});

test('the same program gives the same bytes, as Prettier writes them', async () => {
  const { saga } = samplePrograms;
  if (saga === undefined) throw new Error('no saga');
  const files = await typescriptProject(saga);
  expect(await typescriptProject(saga)).toEqual(files);
  for (const { path, text } of files.filter(({ path }) => /\.(ts|json|md)$/.test(path))) {
    expect(await check(text, { filepath: path, singleQuote: true, printWidth: 100 }), path).toBe(true);
  }
});
