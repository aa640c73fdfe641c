import { expect, test } from 'vitest';
import { hasGofmt, unformatted } from '@/lib/testing/composer/gofmt';
import { projectText } from '@/lib/testing/composer/project-text';
import { samplePrograms } from '@/lib/testing/composer/sample-programs';
import type { File } from '../file';
import { goProject } from './go-project';

const projects: Record<string, readonly File[]> = {};

for (const [name, program] of Object.entries(samplePrograms)) {
  test(`writes ${name}`, async () => {
    const files = await goProject(program);
    projects[name] = files;
    const shown = files.filter(({ path }) => path.endsWith('_workflow.go') || (name === 'saga' && isOwn(path)));
    await expect(projectText(shown)).toMatchFileSnapshot(`./expected/${name}.txt`);
  });
}

test.runIf(hasGofmt)('gofmt has nothing to change', () => {
  expect(Object.keys(projects)).toHaveLength(Object.keys(samplePrograms).length);
  expect(unformatted(projects)).toBe('');
});

test('the same program gives the same bytes', async () => {
  const { race } = samplePrograms;
  if (race === undefined) throw new Error('no race');
  expect(await goProject(race)).toEqual(await goProject(race));
});

/** Not what is alike in all projects. */
function isOwn(path: string): boolean {
  return path !== 'go.sum' && path !== 'engine_test.go';
}
