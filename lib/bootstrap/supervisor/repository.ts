import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json: the repository, or what a package was made of. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Whether this runs from the repository's own TypeScript, and not from the package, which is compiled and built. */
export const IS_REPOSITORY = import.meta.url.endsWith('.ts');

/** Flags that let a child run this repository's TypeScript. */
export const TYPESCRIPT_FLAGS = IS_REPOSITORY ? ['--import', join(ROOT, 'scripts', 'register-typescript.js')] : [];

/** Flags that end a foreign script (console server, sample worker) when this process is gone. */
export const TIED_FLAGS = ['--import', join(ROOT, 'scripts', 'end-with-parent.js')] as const;

/** The file to start for a module of ours: `programFile('lib/bootstrap/runtime/main')`. */
export function programFile(module: string): string {
  return join(ROOT, `${module}${IS_REPOSITORY ? '.ts' : '.js'}`);
}

/** Serves the built console: `node … <host> <port>`. */
export const CONSOLE_PROGRAM = join(ROOT, 'scripts', 'serve-console.js');

/** The program of Next.js that builds the console; a package does not bring it. */
export function nextProgram(): string {
  return createRequire(join(ROOT, 'package.json')).resolve('next/dist/bin/next');
}
