import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { compileSources, packageOf } from './compile-sources';

let root: string;

afterEach(() => rmSync(root, { recursive: true, force: true }));

it('writes every kind of import out, and takes along what is imported', () => {
  setup({
    'lib/main.ts':
      "import type { Kind } from './kind';\nimport { a } from '@/lib/inner/a';\nexport * as all from './inner/a';\n" +
      "import packageJson from '@/package.json' with { type: 'json' };\nimport { z } from 'zod/v4';\n" +
      "export const kind: Kind = a + packageJson.version + String(z);\nexport const later = () => import('./later');\n",
    'lib/kind.ts': 'export type Kind = string;\n',
    'lib/inner/a.ts': "import { join } from 'node:path';\nexport const a: string = join('a');\n",
    'lib/later.ts': 'export const b = 1;\n',
    'package.json': '{ "version": "1" }',
  });
  const packages = compileSources({ root, into: join(root, 'out'), entries: ['lib/main.ts'], vendored: {} });
  const text = readFileSync(join(root, 'out/lib/main.js'), 'utf8');
  expect([...packages]).toEqual(['zod']);
  expect([...text.matchAll(/(?:from |import\()'([^']+)'/g)].map(([, specifier]) => specifier)).toEqual([
    ...['./inner/a.js', './inner/a.js', '../package.json', 'zod/v4', './later.js'],
  ]);
  expect(text).not.toContain('Kind');
  expect(readFileSync(join(root, 'out/lib/inner/a.js'), 'utf8')).toContain("export const a         = join('a');");
  expect(readFileSync(join(root, 'out/lib/later.js'), 'utf8')).toContain('b = 1');
});

it('takes along what is started as a process', () => {
  setup({
    'lib/main.ts': "import { programFile } from './repository';\nexport const plan = [programFile('lib/child')];\n",
    'lib/repository.ts': 'export const programFile = (module: string) => module;\n',
    'lib/child.ts': "import 'zod';\n",
  });
  const packages = compileSources({ root, into: join(root, 'out'), entries: ['lib/main.ts'], vendored: {} });
  expect([...packages]).toEqual(['zod']);
  expect(readFileSync(join(root, 'out/lib/child.js'), 'utf8')).toBe("import 'zod';\n");
});

it('puts a file in the place of a vendored package', () => {
  setup({ 'lib/a/main.ts': "import { adapter } from '@x/adapter';\nexport { adapter };\n" });
  const vendored = { '@x/adapter': 'vendor/adapter.mjs' };
  const packages = compileSources({ root, into: join(root, 'out'), entries: ['lib/a/main.ts'], vendored });
  expect([...packages]).toEqual([]);
  expect(readFileSync(join(root, 'out/lib/a/main.js'), 'utf8')).toContain("from '../../vendor/adapter.mjs'");
});

it('names an import that leads nowhere', () => {
  setup({ 'lib/main.ts': "import './gone';\n" });
  expect(() => compileSources({ root, into: join(root, 'out'), entries: ['lib/main.ts'], vendored: {} })).toThrow(
    "lib/main.ts imports './gone', and there is no such file",
  );
});

it('knows the package of a specifier', () => {
  expect(['next/dist/bin/next', '@grpc/grpc-js/build', 'zod'].map(packageOf)).toEqual(['next', '@grpc/grpc-js', 'zod']);
});

function setup(files: Record<string, string>): void {
  root = mkdtempSync(join(tmpdir(), 'perdure-compile-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
