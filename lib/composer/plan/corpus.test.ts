import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compose } from '../compose';
import { outlineOf } from '../print/outline';
import { check } from '../rules/check';

const corpus = join(process.cwd(), 'lib', 'composer', 'corpus');
const files = [corpus, join(corpus, 'third-party')].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(bpmn|mmd)$/.test(name))
    .map((name) => join(folder, name)),
);

test('every diagram of the corpus that the rules pass has a program, the same each time', async () => {
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const source = { text: readFileSync(file, 'utf8'), fileName: file };
    const { model, program } = await compose(source);
    const isRefused = check(model).some(({ severity }) => severity === 'error');
    expect(program === undefined, file).toBe(isRefused);
    if (program === undefined) continue;
    const again = await compose(source);
    expect(again.program && outlineOf(again.program), file).toBe(outlineOf(program));
  }
});
