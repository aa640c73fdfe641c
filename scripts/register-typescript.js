// Lets Node run this repository's TypeScript as it is: Node strips the types itself; this adds the two things it does
// not know, the `@/` alias for the repository root and imports without a file extension.
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The file a specifier means, or undefined when it names a package, a built-in or a file that exists as written. */
function sourceFile(specifier, parentUrl) {
  if (parentUrl?.includes('/node_modules/')) return undefined;
  let base;
  if (specifier.startsWith('@/')) base = join(root, specifier.slice(2));
  else if (specifier.startsWith('.') && parentUrl?.startsWith('file:')) {
    base = join(dirname(fileURLToPath(parentUrl)), specifier);
  } else return undefined;
  return [base, `${base}.ts`, `${base}.tsx`].find((path) => /\.([cm]?[jt]sx?|json)$/.test(path) && existsSync(path));
}

registerHooks({
  resolve(specifier, context, next) {
    const file = sourceFile(specifier, context.parentURL);
    return next(file === undefined ? specifier : pathToFileURL(file).href, context);
  },
});
