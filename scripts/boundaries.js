// Who may import whom: the one table. eslint.config.js turns it into lint errors by scripts/boundary-rules.js, and
// scripts/boundaries.test.ts lints a small file for every pair of it.
import { builtinModules } from 'node:module';
import { posix } from 'node:path';

const adapters = ['store/sqlite', 'store/postgres'];
// What both adapters are made of: rows and domain, and the console's questions in the words of Prisma.
const sharedByAdapters = ['store/rows', 'store/prisma'];
const transport = ['transport/grpc', 'transport/http'];
const bootstrap = ['bootstrap', 'bootstrap/runtime', 'bootstrap/console', 'bootstrap/store'];
const library = [
  ...['domain', 'engine', 'graph', 'query', 'composer', 'protocol', 'api', 'store'],
  ...[...adapters, ...sharedByAdapters],
  ...['dapr', 'dapr/stores', 'dapr/sidecar', 'mirror'],
  ...[
    'runtime',
    'verify',
    'control',
    'language-model',
    'services',
    'telemetry',
    ...transport,
    ...bootstrap,
    'cli',
    'testing',
  ],
];

/** Folder → folders it may import besides itself. What is not listed is forbidden. */
export const mayImport = {
  domain: [],
  engine: ['domain'],
  graph: ['domain'],
  query: ['domain'],
  composer: ['domain'],
  protocol: ['domain'],
  api: ['domain'],
  telemetry: ['domain'],
  store: ['domain', 'query'],
  'store/rows': ['domain', 'store', 'protocol'],
  'store/prisma': ['domain', 'query', 'store', 'store/rows'],
  'store/sqlite': ['domain', 'query', 'store', ...sharedByAdapters],
  'store/postgres': ['domain', 'query', 'store', ...sharedByAdapters],
  runtime: ['domain', 'engine', 'store', 'telemetry'],
  // Judges what the runtime wrote by the runtime's own derivation of rows (docs/decisions/0018-what-verify-checks.md).
  verify: ['domain', 'engine', 'store', 'runtime'],
  control: ['domain', 'protocol'],
  // Asks a language model elsewhere; what comes back is a stranger's text (docs/decisions/0041-language-model.md).
  'language-model': ['domain'],
  // What daprd keeps in its state store; the drivers of those stores stay in its adapters.
  dapr: ['domain', 'protocol'],
  'dapr/stores': ['domain', 'dapr'],
  // What a sidecar tells, where the store cannot be opened.
  'dapr/sidecar': ['domain', 'dapr', 'control'],
  // Writes the rows that the runtime would, by the runtime's own derivation.
  mirror: ['domain', 'engine', 'store', 'runtime', 'dapr'],
  services: ['domain', 'query', 'graph', 'store', 'control', 'composer', 'language-model'],
  'transport/grpc': ['domain', 'protocol', 'runtime', 'telemetry'],
  'transport/http': ['domain', 'api', 'services', 'runtime'],
  // Runs the composer's projects.
  bootstrap: ['domain', 'composer', 'telemetry', 'dapr', 'language-model'],
  'bootstrap/runtime': ['domain', 'store', ...adapters, 'runtime', ...transport, 'telemetry', 'bootstrap'],
  'bootstrap/console': [
    ...['domain', 'store', ...adapters, 'control', 'services', 'telemetry', 'bootstrap'],
    ...['dapr', 'dapr/stores', 'dapr/sidecar', 'mirror', 'language-model'],
  ],
  // Work on a store without a runtime.
  'bootstrap/store': [
    ...['domain', 'store', ...adapters, 'verify', 'telemetry', 'bootstrap', 'control'],
    ...['dapr', 'dapr/stores', 'dapr/sidecar', 'mirror'],
  ],
  cli: ['domain', 'api', 'query', 'composer', ...bootstrap],
  testing: library.filter((folder) => folder !== 'testing'),
  'components/ui': [],
  'components/shared': ['components/ui', 'domain', 'api', 'query'],
  'components/features': ['components/ui', 'components/shared', 'domain', 'api', 'query', 'graph', 'composer'],
  app: [
    ...['components/ui', 'components/shared', 'components/features'],
    ...['domain', 'api', 'transport/http', 'bootstrap/console'],
  ],
  scripts: [...bootstrap, 'cli', 'testing', 'domain', 'api'],
  prisma: [...bootstrap, 'testing', 'domain', 'api'],
  e2e: [...bootstrap, 'testing', 'domain', 'api', 'e2e/conformance'],
  // Judges the runtime from outside: it sees the wire and nothing of what serves it.
  'e2e/conformance': ['domain', 'protocol', 'e2e'],
  // Measures what lies inside as well, and stands in for a sidecar.
  bench: [...bootstrap, 'testing', 'domain', 'api', 'protocol', 'store', ...adapters],
  examples: [],
};

const pure = ['domain', 'engine', 'graph', 'query', 'composer', 'api'];

/** Packages that only some folders may use. `only` is a list of folders; root config files are not held to it. */
export const packageFences = [
  { packages: ['@prisma/client'], only: [...adapters, 'store/prisma'] },
  { packages: ['@prisma/adapter-better-sqlite3'], only: ['store/sqlite'] },
  { packages: ['@prisma/adapter-pg'], only: ['store/postgres'] },
  { packages: ['better-sqlite3'], only: ['store/sqlite', 'dapr/stores', 'testing', 'bench'] },
  { packages: ['pg'], only: ['store/postgres', 'dapr/stores', 'testing', 'bench'] },
  { packages: ['ioredis'], only: ['dapr/stores', 'testing'] },
  { packages: ['@grpc/grpc-js'], only: ['transport/grpc', 'control', 'testing', 'e2e/conformance', 'bench'] },
  { packages: ['reactflow', '@xyflow/react'], only: ['components/shared', 'components/features'] },
  { packages: ['react', 'react-dom'], only: ['app', 'components/ui', 'components/shared', 'components/features'] },
  {
    packages: ['next'],
    // scripts: the one that serves what was built.
    only: ['app', 'components/ui', 'components/shared', 'components/features', 'transport/http', 'scripts'],
  },
  { packages: ['@anthropic-ai/sdk', 'openai'], only: ['language-model'] },
  { packages: ['server-only'], only: [] },
];

const builtins = new Set(builtinModules);

/**
 * The room of the table that a file lies in, and its own folder: the same thing but for features, where each feature is
 * a folder of its own.
 * @param {string} path relative to the root, with slashes
 * @returns {{ room: string, folder: string } | undefined} undefined for a file at the root, which belongs to no room
 */
export function placeOf(path) {
  const parts = path.split('/');
  if (parts.length === 1) return undefined;
  const bare = parts[0] === 'lib' ? parts.slice(1).join('/') : path;
  const room = Object.keys(mayImport)
    .filter((name) => library.includes(name) === (parts[0] === 'lib'))
    .filter((name) => bare.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
  if (room === undefined) return { room: 'unknown', folder: posix.dirname(path) };
  const depth = room.split('/').length + (room === 'components/features' || room === 'examples' ? 1 : 0);
  return { room, folder: parts.slice(0, depth + (parts[0] === 'lib' ? 1 : 0)).join('/') };
}

/** Tests and contract suites see lib/testing besides what their folder sees. */
export function isTest(path) {
  return /\.(test|testsuite|spec)\.tsx?$|\/testsuite\//.test(path) || path.startsWith('e2e/');
}

/**
 * Why one file must not import another, or undefined when it may.
 * @param {string} from path of the importing file, relative to the root
 * @param {string} to path of the imported file, with or without extension
 */
export function pathFault(from, to) {
  const source = placeOf(from);
  const target = placeOf(to);
  if (source === undefined || target === undefined || source.folder === target.folder) return undefined;
  if (source.room === 'unknown') return `${from} lies in no folder of the table in scripts/boundaries.js`;
  if (target.room === 'unknown') return `${to} lies in no folder of the table in scripts/boundaries.js`;
  if (source.room === target.room) return `${source.folder} must not import ${target.folder}`;
  if (target.room === 'testing' && isTest(from) && source.room !== 'e2e/conformance') return undefined;
  if (mayImport[source.room].includes(target.room)) return undefined;
  return `${source.folder} must not import ${target.folder}`;
}

/**
 * Why a file must not use a package, or undefined when it may.
 * @param {string} from path of the importing file, relative to the root
 * @param {string} specifier as written: `next/link`, `node:fs`
 */
export function packageFault(from, specifier) {
  const place = placeOf(from);
  if (place === undefined || place.room === 'examples') return undefined;
  const builtin = specifier.startsWith('node:') || builtins.has(specifier);
  if (builtin && pure.includes(place.room) && !isTest(from)) return `${place.folder} must not use ${specifier}`;
  const fence = packageFences.find(({ packages }) =>
    packages.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
  );
  if (fence === undefined || fence.only.includes(place.room)) return undefined;
  return `${place.folder} must not use the package ${specifier}`;
}
