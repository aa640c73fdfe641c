import { expect, test } from 'vitest';
import { projectText } from '@/lib/testing/composer/project-text';
import { samplePrograms } from '@/lib/testing/composer/sample-programs';
import { pythonProject } from './python-project';

for (const [name, program] of Object.entries(samplePrograms)) {
  test(`writes ${name}`, async () => {
    const files = await pythonProject(program);
    expect(await pythonProject(program)).toEqual(files);
    const shown = name === 'saga' ? files : files.filter(({ path }) => /^workflows\/[^_]/.test(path));
    await expect(projectText(shown)).toMatchFileSnapshot(`./expected/${name}.txt`);
  });
}
