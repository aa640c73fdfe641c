import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { File } from '@/lib/composer/emit/file';
import { ELEMENTS_FILE } from '@/lib/composer/emit/project/elements-file';
import { pathsOf, regenerate, type Regeneration } from '@/lib/composer/regenerate';

/** Brings a folder up to the files of a project; what people have written there stays. Answers what was done. */
export function writeProject(files: readonly File[], folder: string): Regeneration {
  const elements = textAt(join(folder, ELEMENTS_FILE));
  const existing = new Map<string, string>();
  for (const path of pathsOf(files, elements)) {
    const text = textAt(join(folder, path));
    if (text !== undefined) existing.set(path, text);
  }
  const regeneration = regenerate(existing, files);
  for (const { path, text } of regeneration.write) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const path of regeneration.remove) rmSync(join(folder, path));
  return regeneration;
}

function textAt(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
