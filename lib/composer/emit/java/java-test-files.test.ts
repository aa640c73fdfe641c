import { expect, test } from 'vitest';
import { fileOfSample } from '@/lib/testing/composer/file-of-sample';
import { javaProject } from './java-project';

/** The generated tests of a sample. */
const testsOf = (name: string) => fileOfSample(javaProject, name, 'src/test/java/app/WorkflowsTest.java');

test('a workflow that the diagram ends with an error may end with that one only', async () => {
  const text = await testsOf('guard');
  expect(text).toContain('private static final String[] ERRORS = { "NoPayment" };');
  expect(text).toContain('assertTrue(endsAsDrawn(run), run.error());');
  expect(text).toContain('import java.util.stream.Stream;');
  expect(text).not.toContain('assertNull');
});

test('a workflow without such an end may not fail', async () => {
  const text = await testsOf('race');
  expect(text).toContain('assertNull(run.error());');
  expect(text).not.toContain('endsAsDrawn');
  expect(text).not.toContain('Stream');
});

test('each event that is waited for has a payload, and only what is started by itself has a test', async () => {
  expect(await testsOf('race')).toContain(
    ['EVENTS = Map.ofEntries(', 'Map.entry("Approved", "{}"),', 'Map.entry("Rejected", "{}"));'].join('\n      '),
  );
  const text = await testsOf('child');
  expect(text).toContain('EVENTS = Map.of();');
  expect(text.match(/@ParameterizedTest/g)).toHaveLength(2);
  expect(text).toContain('void hiringEndsTheSameWayTwice(StubEngine.First first)');
  expect(text).toContain('void onboardingEndsTheSameWayTwice(StubEngine.First first)');
  expect(text).toContain('Map.entry("Interview", new InterviewWorkflow())');
});
