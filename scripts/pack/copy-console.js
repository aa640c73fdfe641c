// The built console → the package: without caches, source maps, links that Next.js makes to packages, and this folder.
import { cpSync, existsSync, globSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a server never reads. */
const LEFT_OUT = new Set([
  ...['build', 'cache', 'dev', 'diagnostics', 'node_modules', 'trace', 'trace-build', 'turbopack', 'types'],
]);

/**
 * @param {string} from folder of the build (`.next`)
 * @param {string} into its folder in the package
 * @returns {string[]} the packages that the server asks for by name at run time
 */
export function copyConsole(from, into) {
  for (const name of readdirSync(from)) {
    if (LEFT_OUT.has(name)) continue;
    cpSync(join(from, name), join(into, name), { recursive: true, filter: (path) => !/\.(map|nft\.json)$/.test(path) });
  }
  const aliases = aliasesIn(join(from, 'node_modules'));
  const plain = [...aliases, [dirname(from), '.']];
  for (const file of globSync(['*.{js,json}', 'server/**/*.js'], { cwd: into })) replaceAll(join(into, file), plain);
  return [...new Set(aliases.values())];
}

/** Next.js links each package outside the bundle as `name-<hash>`; a package cannot hold links. */
function aliasesIn(folder) {
  const aliases = new Map();
  if (!existsSync(folder)) return aliases;
  for (const name of readdirSync(folder)) {
    const isScope = name.startsWith('@') && !lstatSync(join(folder, name)).isSymbolicLink();
    const found = isScope ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name];
    for (const alias of found) aliases.set(alias, alias.replace(/-[0-9a-f]{16}$/, ''));
  }
  return aliases;
}

function replaceAll(file, pairs) {
  const text = readFileSync(file, 'utf8');
  const plain = pairs.reduce((soFar, [from, to]) => soFar.replaceAll(from, to), text);
  if (plain !== text) writeFileSync(file, plain);
}
