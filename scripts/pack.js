// `npm run package`: the package that is published, as a folder and as a tarball beside it. It holds JavaScript
// and the built console, so that it runs without a compiler, a build or this repository.
import './require-node.js';
import './register-typescript.js';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileSources, packageOf } from './pack/compile-sources.js';
import { copyConsole } from './pack/copy-console.js';
import { packageManifest } from './pack/package-manifest.js';
import { root, runCommand } from './run-command.js';

const dist = join(root, '.cache', 'package');
const built = join(root, process.env.PERDURE_NEXT_DIST ?? '.next');

/** What is started by its file's name, and so is imported by nothing. */
const entries = [
  'lib/cli/run-in-terminal.ts',
  'lib/bootstrap/supervisor/main.ts',
  'lib/bootstrap/runtime/main.ts',
  'lib/store/sqlite/writer/writer-thread.ts',
];

const copied = [
  'prisma/sqlite/migrations',
  'prisma/postgres/migrations',
  'scripts/end-with-parent.js',
  'examples/first-app',
  'next.config.js',
  'LICENSE',
  'CHANGELOG.md',
  'README.md',
];

// It asks for an older better-sqlite3 than works; here the repository's own override counts, in a package none would.
const adapter = '@prisma/adapter-better-sqlite3';
const vendored = { [adapter]: 'vendor/prisma-adapter-better-sqlite3.mjs' };

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
writeInto('package.json', `${JSON.stringify(packageManifest(root, packages), null, 2)}\n`);
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
