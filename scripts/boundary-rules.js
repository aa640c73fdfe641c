// ESLint rules of this repository: the import table, how an import is written, and how a file is named.
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFault, pathFault, placeOf } from './boundaries.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function pathOf(filename) {
  return relative(root, filename).split(sep).join('/');
}

/** The file of this repository that a specifier means, without regard to whether it exists; undefined for a package. */
function targetOf(from, specifier) {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (!specifier.startsWith('.')) return undefined;
  return posix.normalize(posix.join(posix.dirname(from), specifier));
}

/** Where relative imports end: the folder right under lib, a feature, or the folder at the root. */
function spellingUnit(path) {
  const folder = placeOf(path)?.folder;
  return folder?.startsWith('lib/') ? folder.split('/').slice(0, 2).join('/') : folder;
}

/** `@/…` across folders, relative inside one; app is too deep a tree for either to be always better. */
function rightSpelling(from, to, specifier) {
  if (/\.[cm]?jsx?$/.test(from) || from.startsWith('examples/')) return specifier;
  if (placeOf(from) === undefined || from.startsWith('app/')) return specifier;
  if (spellingUnit(to) !== spellingUnit(from)) return `@/${to}`;
  if (placeOf(to)?.folder !== placeOf(from)?.folder) return specifier;
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

/** Calls `check(node)` with the string literal of every import, export-from and import(). */
function onEachSource(check) {
  const visit = (node) => {
    if (node.source?.type === 'Literal' && typeof node.source.value === 'string') check(node.source);
  };
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: visit,
    TSImportType: visit,
  };
}

const boundaries = {
  meta: { type: 'problem', fixable: 'code', schema: [], messages: { fault: '{{text}}' } },
  create(context) {
    const from = pathOf(context.filename);
    return onEachSource((literal) => {
      const specifier = literal.value;
      const to = targetOf(from, specifier);
      const text = to === undefined ? packageFault(from, specifier) : pathFault(from, to);
      if (text !== undefined) return context.report({ node: literal, messageId: 'fault', data: { text } });
      const right = to === undefined ? specifier : rightSpelling(from, to, specifier);
      if (right === specifier) return;
      const data = { text: `write '${right}': '@/' across folders, relative inside one` };
      const fix = (fixer) => fixer.replaceText(literal, `'${right}'`);
      context.report({ node: literal, messageId: 'fault', data, fix });
    });
  },
};

const forbiddenNames = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'manager', 'data', 'index'];
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(golden|sim))?(\.(test|testsuite|spec|config|d))?\.[cm]?[jt]sx?$/;

const fileName = {
  meta: { type: 'problem', schema: [], messages: { fault: '{{text}}' } },
  create(context) {
    return {
      Program(node) {
        const path = pathOf(context.filename);
        const name = posix.basename(path);
        const words = name.split('.')[0]?.split('-') ?? [];
        const report = (text) => context.report({ node, messageId: 'fault', data: { text } });
        if (!kebab.test(name)) report(`${path}: a file name is kebab-case with a known suffix`);
        const bad = words.find((word) => forbiddenNames.includes(word));
        if (bad !== undefined) report(`${path}: '${bad}' says nothing; name the file for what it exports`);
        if (/-v\d+$/.test(words.join('-'))) report(`${path}: two generations of one thing`);
        if (placeOf(path)?.room === 'unknown')
          report(`${path} lies in no folder of the table in scripts/boundaries.js`);
      },
    };
  },
};

/** The plugin that eslint.config.js loads under the name `perdure`. */
export const boundaryRules = { rules: { boundaries, 'file-name': fileName } };
