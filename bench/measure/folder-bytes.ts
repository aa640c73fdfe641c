import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK_BYTES = 512;

/** What the files below the folders take on the disk; files that vanish meanwhile count as nothing. */
export function folderBytes(folders: readonly string[]): number {
  let bytes = 0;
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const found = statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false });
      bytes += (found?.blocks ?? 0) * BLOCK_BYTES;
    }
  }
  return bytes;
}
