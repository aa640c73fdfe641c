import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileCsharp, filesIn } from '@/lib/testing/composer/csharp/compile-csharp';
import { csharpProjects } from '@/lib/testing/composer/csharp/csharp-projects';
import { Child, ROOT } from '../fixtures/child';

// Compiled and not run: nothing brings .NET here but the compiler itself, and in place of packages it reads declarations of
// our own (lib/testing/composer/csharp).

const projects = await csharpProjects(process.env['COMPOSED'] === 'corpus' ? 'whole' : 'few');
const folder = mkdtempSync(join(tmpdir(), 'perdure-csharp-'));
let said: Readonly<Record<string, readonly string[]>> = {};

/** What a person could write: an error, a value that may be null, and in a test a member of the app that is not there. */
const mistakes = [
  {
    path: 'Mistakes.cs',
    text: `namespace FirstApp;
internal static class Mistakes
{
    public static int Count() => "three";
    public static int Length() => System.Text.Json.JsonSerializer.Deserialize<string>("null").Length;
}
`,
  },
  {
    path: 'Tests/Mistakes.cs',
    text: 'internal static class Mistakes { public static int Two() => App.Flow.Two(1); }\n',
  },
];

beforeAll(async () => {
  const init = new Child({
    args: [join(ROOT, 'scripts', 'perdure.js'), 'init', '--language', 'dotnet', '--app-id', 'shop'],
    ...{ env: {}, cwd: folder },
  });
  expect(await init.exited, init.output).toBe(0);
  const firstApp = filesIn(folder);
  said = await compileCsharp({
    ...projects,
    ...{ 'first app': firstApp, example: filesIn(join(ROOT, 'examples', 'dotnet')) },
    'mistaken app': [...firstApp, ...mistakes.slice(0, 1)],
    'mistaken test': [...(projects['names'] ?? []), ...mistakes.slice(1)],
  });
}, 1_800_000);

afterAll(() => rmSync(folder, { recursive: true }));

test.each(Object.keys(projects))('the C# compiler takes what %s became, and its tests, without a warning', (name) => {
  expect(said[name]).toEqual([]);
});

test('the C# compiler takes the first app of perdure init and the example without a warning', () => {
  expect({ init: said['first app'], example: said['example'] }).toEqual({ init: [], example: [] });
});

test('the C# compiler finds an error, what may be null by the library, and a mistake in a test', () => {
  expect(said['mistaken app']).toEqual([
    expect.stringMatching(/^Mistakes\.cs\(4\): error CS0029: .*'string'.*'int'/),
    expect.stringMatching(/^Mistakes\.cs\(5\): warning CS8602: /),
  ]);
  expect(said['mistaken test']).toEqual([expect.stringMatching(/^Tests\/Mistakes\.cs\(1\): error CS0117: .*'Two'/)]);
});
