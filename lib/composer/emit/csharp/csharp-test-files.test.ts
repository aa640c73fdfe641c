import { expect, test } from 'vitest';
import { fileOfSample } from '@/lib/testing/composer/file-of-sample';
import { csharpProject } from './csharp-project';

/** A file of the project of a sample. */
const fileOf = (sample: string, wanted: string) => fileOfSample(csharpProject, sample, wanted);

test('tests expect no error, or one that the diagram ends with', async () => {
  const guarded = await fileOf('guard', 'Tests/WorkflowsTests.cs');
  expect(guarded).toContain('string[] Errors = { "NoPayment" };');
  expect(guarded).toContain('Assert.True(EndsAsDrawn(outcome), outcome.Error);');
  const raced = await fileOf('race', 'Tests/WorkflowsTests.cs');
  expect(raced).toContain('Assert.Null(outcome.Error);');
  expect(raced).not.toContain('EndsAsDrawn');
  expect(raced).toContain('["Approved"] = "{}",');
});

test('each process has a test, and each workflow of the app can be called in it', async () => {
  const text = await fileOf('child', 'Tests/WorkflowsTests.cs');
  expect([...text.matchAll(/public void (\w+)\(/g)].map(([, name]) => name)).toEqual([
    'HiringEndsTheSameWayTwice',
    'OnboardingEndsTheSameWayTwice',
  ]);
  expect(text).toContain('["Interview"] = new App.InterviewWorkflow(),');
});

test('the project keeps its tests apart and lets them see its classes', async () => {
  expect(await fileOf('saga', 'trip.csproj')).toContain('<InternalsVisibleTo Include="App.Tests" />');
  expect(await fileOf('saga', 'trip.csproj')).toContain('<Compile Remove="Tests/**" />');
  expect(await fileOf('saga', 'Tests/App.Tests.csproj')).toContain('<ProjectReference Include="../trip.csproj" />');
});
