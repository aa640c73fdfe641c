import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { bundlePackages, filesOfNextServer } from './bundle-packages';

let root: string;

afterEach(() => rmSync(root, { recursive: true, force: true }));

const big = {
  'node_modules/big/package.json': JSON.stringify({
    ...{ name: 'big', version: '1.2.3', main: 'index.js', files: ['index.js'], scripts: { install: 'build' } },
    dependencies: { small: '^1.0.0', unused: '^1.0.0' },
    optionalDependencies: { binary: '^1.0.0' },
  }),
  'node_modules/big/index.js': "require('./used'); require('small'); const later = () => require('./inner/more');\n",
  'node_modules/big/used.js': '',
  'node_modules/big/unused.js': '',
  'node_modules/big/index.d.ts': '',
  'node_modules/big/asset.txt': '',
  'node_modules/big/LICENSE': 'Do as you like.',
  'node_modules/big/inner/more.js': '',
  'node_modules/big/inner/license.md': 'Likewise.',
  'node_modules/small/package.json': '{ "name": "small", "version": "1.0.0" }',
  'node_modules/small/index.js': '',
  'node_modules/unused/package.json': '{ "name": "unused", "version": "1.0.0" }',
  'node_modules/unused/index.js': '',
};

it('copies what is reached, with licenses, and tells what is needed beside it', async () => {
  setup({ ...big, 'out/lib/main.js': "import 'big';\n" });
  const also = ['node_modules/big/asset.txt', 'node_modules/other/index.js'];
  const beside = await bundlePackages({ root, into: join(root, 'out'), names: ['big'], also });
  expect([...beside]).toEqual(['small']);
  expect(globSync('**/*.*', { cwd: join(root, 'out/node_modules/big') }).sort()).toEqual([
    ...['asset.txt', 'index.js', 'inner/license.md', 'inner/more.js', 'package.json', 'used.js'],
  ]);
  expect(existsSync(join(root, 'out/node_modules/big/LICENSE'))).toBe(true);
  expect(existsSync(join(root, 'out/node_modules/small'))).toBe(false);
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'out/node_modules/big/package.json'), 'utf8'));
  expect(manifest).toEqual({ name: 'big', version: '1.2.3', main: 'index.js' });
});

it('refuses a package that nothing reaches, and one that brings its own', async () => {
  setup({ ...big, 'out/lib/main.js': "import 'small';\n" });
  const into = join(root, 'out');
  await expect(bundlePackages({ root, into, names: ['big'] })).rejects.toThrow('nothing in the package reaches "big"');
  const inner = 'node_modules/big/node_modules/small';
  setup({
    ...big,
    'out/lib/main.js': "import 'big';\n",
    [`${inner}/package.json`]: '{ "name": "small", "version": "2.0.0" }',
    [`${inner}/index.js`]: '',
  });
  await expect(bundlePackages({ root, into: join(root, 'out'), names: ['big'] })).rejects.toThrow(/big brings .*small/);
});

it('reads which files the server of Next.js needs, relative to the root', () => {
  setup({ '.next/next-server.js.nft.json': '{ "files": ["../node_modules/next/a.js", "package.json"] }' });
  expect(filesOfNextServer(root, '.next')).toEqual(['node_modules/next/a.js', '.next/package.json']);
});

function setup(files: Record<string, string>): void {
  if (root) rmSync(root, { recursive: true, force: true });
  root = mkdtempSync(join(tmpdir(), 'perdure-bundle-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
