import { expect, test } from 'vitest';
import { fileOfSample } from '@/lib/testing/composer/file-of-sample';
import { pythonProject } from './python-project';

/** The generated tests of a sample. */
const testsOf = (name: string) => fileOfSample(pythonProject, name, 'tests/test_workflows.py');

test('a workflow may fail only with an error that the diagram ends with', async () => {
  const guarded = await testsOf('guard');
  expect(guarded).toContain('from flow import ProcessError\nfrom tests.run_workflow import Run, run_workflow\n');
  expect(guarded).toContain('except ProcessError as error:');
  const raced = await testsOf('race');
  expect(raced).not.toContain('except');
  expect(raced).not.toContain('ProcessError');
});

test('each process has a test, and is started with data of its own', async () => {
  const text = await testsOf('child');
  expect(text).toContain('outcome_of("Hiring", first)');
  expect(text).toContain('outcome_of("Onboarding", first)');
  expect(text).toMatch(/GIVEN = \{\s*"Hiring": .*\s*"Onboarding": /);
});
