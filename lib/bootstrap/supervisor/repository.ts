import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Flags that let a child run this repository's TypeScript. */
export const TYPESCRIPT_FLAGS = ['--import', join(ROOT, 'scripts', 'register-typescript.js')] as const;

/** Flags that end a foreign script (console server, sample worker) when this process is gone. */
export const TIED_FLAGS = ['--import', join(ROOT, 'scripts', 'end-with-parent.js')] as const;
