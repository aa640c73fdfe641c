import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a bench keeps between runs: stores that take long to fill. */
export const BENCH_CACHE = fileURLToPath(new URL('../.cache/bench/', import.meta.url));

export type Scratch = { readonly folder: string; remove(): void };

/**
 * A fresh folder on the disk that is measured: below BENCH_FOLDER, or in the cache of the repository. Not in the system's
 * temporary folder, which may be memory.
 */
export function makeScratch(name: string): Scratch {
  const base = process.env['BENCH_FOLDER'] ?? join(BENCH_CACHE, 'scratch');
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, `${name}-`));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
    process.off('exit', remove);
  };
  process.on('exit', remove);
  return { folder, remove };
}
