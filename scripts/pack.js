// `npm run package`: the package that is published, as a folder and as a tarball beside it. It holds JavaScript
// and the built console, so that it runs without a compiler, a build or this repository.
import './require-node.js';
import './register-typescript.js';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundlePackages, filesOfNextServer } from './pack/bundle-packages.js';
import { compileSources, packageOf } from './pack/compile-sources.js';
import { copyConsole } from './pack/copy-console.js';
import { packageManifest } from './pack/package-manifest.js';
import { root, runCommand } from './run-command.js';

const dist = join(root, '.cache', 'package');
const build = process.env.PERDURE_NEXT_DIST ?? '.next';
const built = join(root, build);

/** The command, and the thread that is started by its file's name. */
const entries = ['lib/cli/run-in-terminal.ts', 'lib/store/sqlite/writer/writer-thread.ts'];

const copied = [
  'prisma/sqlite/migrations',
  'prisma/postgres/migrations',
  'scripts/end-with-parent.js',
  'scripts/serve-console.js',
  'examples/first-app',
  'LICENSE',
  'CHANGELOG.md',
  'README.md',
];

// It asks for an older better-sqlite3 than works; here the repository's own override counts, in a package none would.
const adapter = '@prisma/adapter-better-sqlite3';
const vendored = { [adapter]: 'vendor/prisma-adapter-better-sqlite3.mjs' };

/** They are 20 MB and more each, of which a tenth runs. */
const bundled = ['next', 'react-dom', '@prisma/client', 'openai', '@anthropic-ai/sdk', 'prettier'];

// Node keeps what it has compiled, so that a command begins in half the time from its second use on.
const bin = `#!/usr/bin/env node
import module from 'node:module';

module.enableCompileCache?.();
const { runInTerminal } = await import('../lib/cli/run-in-terminal.js');
await runInTerminal();
`;

const { buildConsole } = await import('../lib/bootstrap/supervisor/build-console.ts');
await buildConsole((line) => console.log(line));
rmSync(dist, { recursive: true, force: true });
const packages = compileSources({ root, into: dist, entries, vendored });
for (const name of [...copyConsole(built, join(dist, '.next')), ...addVendored()]) packages.add(name);
for (const path of copied) cpSync(join(root, path), join(dist, path), { recursive: true });
writeInto('scripts/perdure.js', bin, 0o755);
const also = filesOfNextServer(root, build);
for (const name of await bundlePackages({ root, into: dist, names: bundled, also })) packages.add(name);
writeInto('package.json', `${JSON.stringify(packageManifest(root, { packages, bundled }), null, 2)}\n`);
const packed = await runCommand(['npm', 'pack', '--silent', '--pack-destination', root, dist]);
console.log(packed.ok ? `Packed ${packed.output.trim()}` : packed.output);
process.exitCode = packed.ok ? 0 : 1;

function writeInto(path, text, mode = 0o644) {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  writeFileSync(join(dist, path), text, { mode });
}

/** Copies the adapter's one file; answers the packages that it imports itself. */
function addVendored() {
  const source = join(root, 'node_modules', adapter, 'dist', 'index.mjs');
  const file = join(dist, vendored[adapter]);
  mkdirSync(dirname(file), { recursive: true });
  copyFileSync(source, file);
  const imported = [...readFileSync(source, 'utf8').matchAll(/ from "([^"]+)";$/gm)].map(([, name]) => name);
  return imported.filter((name) => !name.startsWith('node:')).map(packageOf);
}
