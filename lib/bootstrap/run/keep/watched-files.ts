import { isAbsolute, relative, sep } from 'node:path';

/** Folders of what tools write, in the languages that have an SDK. */
const OUTPUT = new Set(['node_modules', 'dist', 'build', 'out', 'target', 'obj', 'coverage', 'venv', '__pycache__']);

const SOURCE = /\.([cm]?[jt]sx?|json|py|go|java|kt|cs|csproj|fs|xml|gradle|toml|ya?ml|properties|mod)$/i;

/** Whether a folder is looked into: not what tools write, nothing that begins with a dot, and not the store. */
export function isWatchedFolder(path: string, root: string, dataDir: string): boolean {
  const below = relative(root, path);
  if (below === '') return true;
  if (isInside(path, dataDir)) return false;
  return below.split(sep).every((part) => !part.startsWith('.') && !OUTPUT.has(part));
}

/** Whether a change of this file is a reason to start the app again. */
export function isSource(path: string): boolean {
  return SOURCE.test(path);
}

function isInside(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return !below.startsWith('..') && !isAbsolute(below);
}
