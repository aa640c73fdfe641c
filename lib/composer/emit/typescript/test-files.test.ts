import { expect, test } from 'vitest';
import { fileOfSample } from '@/lib/testing/composer/file-of-sample';
import { typescriptProject } from './typescript-project';

/** The generated tests of a sample. */
const testsOf = (name: string) => fileOfSample(typescriptProject, name, 'test/workflows.test.ts');

test('a workflow may fail only with an error that the diagram ends with', async () => {
  expect(await testsOf('guard')).toContain('if (error instanceof ProcessError)');
  expect(await testsOf('guard')).toContain('throw error;');
  const raced = await testsOf('race');
  expect(raced).not.toContain('ProcessError');
  expect(raced).not.toContain('catch');
});

test('each process has a test, and is started with data of its own', async () => {
  const text = await testsOf('child');
  expect(text).toContain("outcomeOf('Hiring', first)");
  expect(text).toContain("outcomeOf('Onboarding', first)");
  expect(text).toMatch(/const inputs = \{\s+Hiring: .*\s+Onboarding: /);
});
