import { expect, test } from 'vitest';
import { projectText } from '@/lib/testing/composer/project-text';
import { samplePrograms } from '@/lib/testing/composer/sample-programs';
import { javaProject } from './java-project';

for (const [name, program] of Object.entries(samplePrograms)) {
  test(`writes ${name}`, async () => {
    const files = await javaProject(program);
    const shown = name === 'saga' ? files : files.filter(({ path }) => path.includes('/workflows/'));
    await expect(projectText(shown)).toMatchFileSnapshot(`./expected/${name}.txt`);
    expect(await javaProject(program)).toEqual(files);
  });
}
