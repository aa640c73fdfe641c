import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { mayImport, packageFences } from './boundaries';
import { boundaryRules } from './boundary-rules';

const root = join(import.meta.dirname, '..');
const table: Readonly<Record<string, readonly string[]>> = mayImport;
const rooms = Object.keys(table);
const outsideLib = [
  'components/ui',
  'components/shared',
  'components/features',
  'app',
  'scripts',
  'prisma',
  'e2e',
  'e2e/conformance',
];
const besides = [...outsideLib, 'bench', 'examples'];

const linter = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.{ts,tsx}'],
      languageOptions: { parser: tseslint.parser },
      plugins: { perdure: boundaryRules as unknown as ESLint.Plugin },
      rules: { 'perdure/boundaries': 'error', 'perdure/file-name': 'error' },
    },
  ],
});

/** A file in a room; features hold one folder per feature. */
function fileIn(room: string, name = 'one'): string {
  const folder = besides.includes(room) ? room : `lib/${room}`;
  return room === 'components/features' || room === 'examples' ? `${folder}/${name}/${name}` : `${folder}/${name}`;
}

async function faults(path: string, source: string): Promise<string[]> {
  const [result] = await linter.lintText(source, { filePath: join(root, path) });
  return (result?.messages ?? []).map((message) => message.message);
}

function importing(specifier: string): string {
  return `import { thing } from '${specifier}';\nexport const other = thing;\n`;
}

describe('the import table', () => {
  it.each(rooms)('holds for every folder that %s could import', async (room) => {
    for (const other of rooms.filter((name) => name !== room)) {
      const found = await faults(`${fileIn(room)}.ts`, importing(`@/${fileIn(other)}`));
      const allowed = table[room]?.includes(other) === true || (room === 'e2e' && other === 'testing');
      if (allowed) expect(found, `${room} → ${other}`).toEqual([]);
      else expect(found.join(), `${room} → ${other}`).toContain('must not import');
    }
  });

  it.each([
    ['domain', 'engine'],
    ['engine', 'store'],
    ['graph', 'engine'],
    ['runtime', 'store/sqlite'],
    ['runtime', 'protocol'],
    ['control', 'runtime'],
    ['services', 'store/sqlite'],
    ['services', 'runtime'],
    ['transport/grpc', 'transport/http'],
    ['bootstrap/console', 'runtime'],
    ['bootstrap/runtime', 'services'],
    ['components/ui', 'domain'],
    ['components/shared', 'components/features'],
    ['components/features', 'services'],
    ['app', 'services'],
    ['app', 'bootstrap/runtime'],
    ['store', 'testing'],
  ])('forbids %s → %s, whatever the table says', async (from, to) => {
    expect(await faults(`${fileIn(from)}.ts`, importing(`@/${fileIn(to)}`))).toHaveLength(1);
  });

  it('forbids a feature to import another feature', async () => {
    const source = importing('@/components/features/two/two');
    expect(await faults('components/features/one/one.tsx', source)).toHaveLength(1);
    expect(await faults('components/features/two/other.tsx', importing('./two'))).toEqual([]);
  });

  it('lets tests, and only tests, see lib/testing', async () => {
    expect(await faults('lib/engine/one.test.ts', importing('@/lib/testing/builders'))).toEqual([]);
    expect(await faults('lib/store/contract.testsuite.ts', importing('@/lib/testing/builders'))).toEqual([]);
    expect(await faults('lib/engine/one.ts', importing('@/lib/testing/builders'))).toHaveLength(1);
  });

  it('sees relative paths, type imports, re-exports and dynamic imports', async () => {
    for (const source of [
      importing('../store/one'),
      "import type { Thing } from '@/lib/store/one';\nexport type Other = Thing;\n",
      "export { thing } from '@/lib/store/one';\n",
      "export const thing = () => import('@/lib/store/one');\n",
      "export type Thing = import('@/lib/store/one').Thing;\n",
    ]) {
      expect((await faults('lib/engine/one.ts', source)).join(), source).toContain('must not import');
    }
  });

  it('refuses a folder it does not know', async () => {
    expect((await faults('lib/shared/one.ts', 'export const one = 1;\n')).join()).toContain('no folder of the table');
  });
});

describe('package fences', () => {
  it.each(packageFences.flatMap((fence) => fence.packages.map((name) => ({ name, only: fence.only }))))(
    'keep $name where it belongs',
    async ({ name, only }) => {
      for (const room of rooms.filter((one) => one !== 'examples')) {
        const found = await faults(`${fileIn(room)}.ts`, importing(`${name}/part`));
        expect(found.length, `${room} uses ${name}`).toBe((only as readonly string[]).includes(room) ? 0 : 1);
      }
    },
  );

  it('keep Node out of the pure folders', async () => {
    for (const room of ['domain', 'engine', 'graph', 'query', 'composer', 'api']) {
      expect(await faults(`lib/${room}/one.ts`, importing('node:fs'))).toHaveLength(1);
      expect(await faults(`lib/${room}/one.ts`, importing('fs'))).toHaveLength(1);
    }
    expect(await faults('lib/runtime/one.ts', importing('node:fs'))).toEqual([]);
  });
});

describe('how imports and files are written', () => {
  it('wants an alias across folders and a relative path inside one', async () => {
    expect(await faults('lib/engine/one.ts', importing('../domain/instance'))).toHaveLength(1);
    expect(await faults('lib/engine/one.ts', importing('@/lib/engine/two'))).toHaveLength(1);
    expect(await faults('lib/engine/one.ts', importing('./two'))).toEqual([]);
  });

  it.each(['lib/engine/utils.ts', 'lib/engine/date-helpers.ts', 'lib/engine/Change.ts', 'lib/engine/fold-v2.ts'])(
    'refuses the name %s',
    async (path) => {
      expect((await faults(path, 'export const one = 1;\n')).length).toBeGreaterThan(0);
    },
  );
});

describe('eslint.config.js', () => {
  it('holds the house rules as errors in every room, tests and pages included', async () => {
    const real = new ESLint({ cwd: root });
    const places = rooms.flatMap((room) => [`${fileIn(room)}.ts`, `${fileIn(room)}.tsx`, `${fileIn(room)}.test.ts`]);
    for (const path of [...places, 'app/page.tsx', 'app/api/route.ts']) {
      const config = (await real.calculateConfigForFile(join(root, path))) as { rules: Record<string, unknown[]> };
      for (const rule of ['perdure/boundaries', 'perdure/file-name', 'max-lines', 'import-x/no-cycle']) {
        expect(config.rules[rule]?.[0], `${rule} for ${path}`).toBe(2);
      }
      expect(JSON.stringify(config.rules['no-restricted-syntax']), path).toContain('TSEnumDeclaration');
    }
  });
});
