import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planFromRunFile } from '@/lib/bootstrap/run/run-file/plan-from-run-file';
import { LANGUAGES } from './init/languages';
import { runCli } from './main';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-init-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test.each(LANGUAGES)('a first app in $title has its own name everywhere and a run file', async ({ name }) => {
  const { code, out } = await perdure('init', 'My Shop', '--language', name);
  expect(code).toBe(0);
  expect(out).toContain('perdure run --app-id my-shop -- ');
  const files = readdirSync(join(folder, 'My Shop'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.map((file) => file.slice(folder.length))).toEqual(
    expect.arrayContaining(['/My Shop/README.md', '/My Shop/dapr.yaml', '/My Shop/.gitignore']),
  );
  for (const file of files) expect(readFileSync(file, 'utf8'), file).not.toMatch(/first-app|Perdure \d/);
  const path = join(folder, 'My Shop', 'dapr.yaml');
  const { apps, passedOver } = planFromRunFile({ file: path, path, text: readFileSync(path, 'utf8') });
  expect(apps).toMatchObject([{ appId: 'my-shop', folder: join(folder, 'My Shop') }]);
  expect(passedOver).toEqual([]);
});

test('the working directory may hold other files, and none of those that would be written', async () => {
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  expect(await perdure('init', '-l', 'py', '-a', 'orders')).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('# orders');
  mkdirSync(join(folder, 'other'));
  writeFileSync(join(folder, 'other', 'dapr.yaml'), 'mine');
  const refused = await perdure('init', 'other', '-l', 'c#');
  expect(refused).toMatchObject({ code: 4, out: '' });
  expect(refused.err).toMatch(/other has dapr\.yaml already: nothing was written\.\nName an empty folder/);
  expect(readdirSync(join(folder, 'other'))).toEqual(['dapr.yaml']);
});

test('a language that there is no template for is refused with those that there are', async () => {
  const { code, err } = await perdure('init', '--language', 'cobol');
  expect(code).toBe(2);
  expect(err).toContain('Languages: javascript, typescript, python, go, java, dotnet.');
});

test('the SDKs of the templates are those of the examples, which are tested with each change', () => {
  const versions: Readonly<Record<string, readonly [string, RegExp]>> = {
    javascript: ['package.json', /"@dapr\/dapr": "([^"]+)"/],
    python: ['requirements.*', /dapr\[workflow\]==(\S+)/],
    go: ['go.mod', /durabletask-go (\S+)[^]*go-sdk (\S+)/],
    java: ['pom.xml', /<dapr.version>([^<]+)/],
    dotnet: ['*.csproj', /"Dapr.Workflow" Version="([^"]+)"/],
  };
  for (const [language, [pattern, version]] of Object.entries(versions)) {
    const read = (base: string): readonly string[] =>
      readdirSync(join(ROOT, base, language))
        .filter((file) => new RegExp(`^${pattern.replaceAll('.', '\\.').replace('*', '.*')}$`).test(file))
        .map(
          (file) =>
            version
              .exec(readFileSync(join(ROOT, base, language, file), 'utf8'))
              ?.slice(1)
              .join(' ') ?? '',
        )
        .filter((found) => found !== '');
    const [wanted] = read('examples');
    expect(wanted, language).toBeDefined();
    expect(read('examples/first-app'), language).toEqual([wanted]);
  }
  const [js] =
    /"@dapr\/dapr": "[^"]+"/.exec(readFileSync(join(ROOT, 'examples/first-app/javascript/package.json'), 'utf8')) ?? [];
  expect(readFileSync(join(ROOT, 'examples/first-app/typescript/package.json'), 'utf8')).toContain(js);
});

async function perdure(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, {
    ...{ env: {}, folder, readInput: async () => '' },
    ...{ out: (line) => void out.push(line), err: (line) => void err.push(line) },
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
