// Packages of which Perdure uses a small part come along inside the package, cut down to that part: Next.js without what
// builds, Prisma's client without the databases that are not used, SDKs without sources, maps and types.
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { packageOf } from './compile-sources.js';

const { nodeFileTrace } = createRequire(import.meta.url)('next/dist/compiled/@vercel/nft');

/** What starts the code of the package, or is started by it. */
const ENTRIES = ['{lib,scripts,vendor}/**/*.{js,mjs}', '.next/server/**/*.js'];

/** Reached by name, and not followed: what is for development or builds. What a server needs of it, Next.js lists itself. */
const NEVER_RUN = [
  /\/next\/dist\/compiled\/next-server\/.*\.dev\.js$/,
  /\/next\/dist\/compiled\/webpack\//,
  /\/next\/dist\/lib\/upgrade\//,
  /\/next\/dist\/server\/dev\//,
  /\/next\/dist\/server\/lib\/route-resolver/,
  /\/node_modules\/react(-dom)?\/.*\.development\.js$/,
  /\.(d\.[cm]?ts|map)$/,
  /\/node_modules\/(sharp|@img)\//,
];

const LEGAL = /^(lic|notice|copying)/i;
const LINKS = ['dependencies', 'optionalDependencies', 'peerDependencies', 'peerDependenciesMeta'];
const DROPPED = [...LINKS, 'devDependencies', 'bundleDependencies', 'scripts', 'files', 'bin'];

/**
 * Copies of each package the files that something in the package reaches, with its licenses, and a package.json that asks
 * for nothing.
 * @param {{ root: string, into: string, names: string[], also?: string[] }} job the packages lie in `node_modules` of `root`;
 *   `into` is the folder of the package, somewhere below `root`; `also` names files relative to `root` that belong to it
 * @returns {Promise<Set<string>>} the packages that the copied ones need beside them
 */
export async function bundlePackages({ root, into, names, also = [] }) {
  const reached = [...(await filesReached(root, into)), ...also];
  const beside = new Set();
  for (const name of names) {
    const folder = `node_modules/${name}`;
    const files = new Set(reached.filter((file) => file.startsWith(`${folder}/`)));
    const inner = [...files].find((file) => file.startsWith(`${folder}/node_modules/`));
    if (inner !== undefined)
      throw new Error(`${name} brings ${inner}: a package inside of a bundled one cannot come along`);
    if (files.size === 0) throw new Error(`nothing in the package reaches "${name}", so it need not come along`);
    for (const file of [...files, ...licensesOf(root, folder, files)]) copy(root, into, file);
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const needed = Object.keys(manifest.dependencies ?? {}).filter((other) => isReached(other, reached));
    for (const other of needed) if (!names.includes(other)) beside.add(other);
    writeFileSync(join(into, folder, 'package.json'), `${JSON.stringify(bare(manifest), null, 2)}\n`);
  }
  return beside;
}

/** The files that Next.js itself found its server to need, relative to the root. */
export function filesOfNextServer(root, build) {
  const { files } = JSON.parse(readFileSync(join(root, build, 'next-server.js.nft.json'), 'utf8'));
  return files.map((file) => posix.join(build, file));
}

async function filesReached(root, into) {
  const entries = globSync(ENTRIES, { cwd: into }).map((path) => join(into, path));
  const { fileList, esmFileList } = await nodeFileTrace(entries, {
    base: root,
    processCwd: root,
    mixedModules: true,
    // Below what every system lets a process open.
    fileIOConcurrency: 128,
    analysis: { emitGlobs: false, computeFileReferences: false, evaluatePureExpressions: true },
    ignore: (file) => isNeverRun(file),
  });
  return [...new Set([...fileList, ...esmFileList])]
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !isNeverRun(file));
}

const isNeverRun = (file) => NEVER_RUN.some((pattern) => pattern.test(`/${file}`));

const isReached = (name, files) => files.some((file) => packageOf(file.replace(/^node_modules\//, '')) === name);

/** Licenses lie in the folder of the package, and in those of what was bundled into it. */
function licensesOf(root, folder, files) {
  const folders = new Set([folder]);
  for (const file of files) for (let at = dirname(file); at !== folder; at = dirname(at)) folders.add(at);
  return [...folders].flatMap((at) =>
    readdirSync(join(root, at), { withFileTypes: true })
      .filter((entry) => entry.isFile() && LEGAL.test(entry.name))
      .map((entry) => `${at}/${entry.name}`),
  );
}

function bare(manifest) {
  return Object.fromEntries(Object.entries(manifest).filter(([key]) => !DROPPED.includes(key)));
}

function copy(root, into, file) {
  if (!existsSync(join(root, file))) throw new Error(`${file} is missing: run "npm install"`);
  mkdirSync(dirname(join(into, file)), { recursive: true });
  copyFileSync(join(root, file), join(into, file));
}
