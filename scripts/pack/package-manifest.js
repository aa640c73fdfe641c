// The package.json of what is published: what runs it, and nothing that builds it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Brought along by another package, or needed beside it. */
const ALWAYS = ['next', 'react', 'react-dom'];

/**
 * @param {string} root folder of the repository
 * @param {{ packages: Iterable<string>, bundled: string[] }} names of the packages that the compiled code imports, and of
 *   those that the package brings itself
 * @returns {object} a manifest with exact versions
 */
export function packageManifest(root, { packages, bundled }) {
  const source = readJson(join(root, 'package.json'));
  const { name, version, description, license } = source;
  const wanted = [...new Set([...ALWAYS, ...packages, ...bundled])].sort();
  return {
    ...{ name, version, description, license },
    type: 'module',
    engines: { node: '>=22.12' },
    bin: { perdure: 'scripts/perdure.js' },
    dependencies: Object.fromEntries(wanted.map((wantedName) => [wantedName, versionOf(root, source, wantedName)])),
    bundleDependencies: bundled,
  };
}

function versionOf(root, source, name) {
  const declared = source.dependencies[name] ?? source.devDependencies[name];
  if (declared !== undefined) return declared;
  const installed = join(root, 'node_modules', name, 'package.json');
  if (existsSync(installed)) return readJson(installed).version;
  throw new Error(`the package would need '${name}', which is not installed here`);
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
