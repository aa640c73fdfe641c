// TypeScript of this repository → JavaScript that any Node ≥ 22 runs from inside a node_modules folder, where Node does
// not strip types: types blanked out, specifiers written out, nothing bundled.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

const ENDINGS = ['', '.ts', '.js'];

/** A module that is started as a process, see lib/bootstrap/supervisor/repository.ts. */
const STARTED = /programFile\('([^']+)'\)/g;

/** The file a specifier means, relative to the root; undefined for a package. */
function targetOf(root, from, specifier) {
  if (!specifier.startsWith('.') && !specifier.startsWith('@/')) return undefined;
  const base = specifier.startsWith('@/') ? specifier.slice(2) : posix.join(posix.dirname(from), specifier);
  const ending = ENDINGS.find((end) => /\.(js|ts|json)$/.test(`${base}${end}`) && existsSync(join(root, base + end)));
  if (ending === undefined) throw new Error(`${from} imports '${specifier}', and there is no such file`);
  return base + ending;
}

const compiledName = (path) => path.replace(/\.ts$/, '.js');

/** The literal of every import, export-from and `import()` of a source, last first. */
function specifiersOf(path, text) {
  const found = [];
  const visit = (node) => {
    const isImport = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    const isCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const literal = isCall ? node.arguments[0] : isImport && node.moduleSpecifier;
    if (literal && ts.isStringLiteral(literal)) found.unshift(literal);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return found;
}

function rewritten(from, target) {
  const path = posix.relative(posix.dirname(from), compiledName(target));
  return path.startsWith('.') ? path : `./${path}`;
}

/**
 * Compiles the entries and all that they import or start as a process.
 * @param {{ root: string, into: string, entries: string[], vendored: Record<string, string> }} job paths relative to
 *   `root`; `vendored` maps a package to the file of the outcome that stands in for it
 * @returns {Set<string>} the packages that the outcome imports
 */
export function compileSources({ root, into, entries, vendored }) {
  const packages = new Set();
  const done = new Set();
  const waiting = [...entries];
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (done.has(path)) continue;
    done.add(path);
    const { text, found } = compiled({ root, path, vendored, packages });
    waiting.push(...found);
    const file = join(into, compiledName(path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return packages;
}

function compiled({ root, path, vendored, packages }) {
  const source = readFileSync(join(root, path), 'utf8');
  if (!path.endsWith('.ts')) return { text: source, found: [] };
  // Positions stay: types are replaced by blanks.
  let text = stripTypeScriptTypes(source);
  const found = [...text.matchAll(STARTED)].map(([, module]) => `${module}.ts`);
  for (const { text: specifier, end } of specifiersOf(path, text)) {
    const target = vendored[specifier] ?? targetOf(root, path, specifier);
    if (target === undefined) {
      if (!specifier.startsWith('node:')) packages.add(packageOf(specifier));
      continue;
    }
    if (vendored[specifier] === undefined) found.push(target);
    const quote = end - 1;
    text = text.slice(0, quote - specifier.length) + rewritten(path, target) + text.slice(quote);
  }
  return { text: withoutTrailingBlanks(text), found };
}

function withoutTrailingBlanks(text) {
  return `${text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** `@grpc/grpc-js/build/x` → `@grpc/grpc-js`. */
export function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
