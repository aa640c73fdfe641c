import { closeSync, fsyncSync, openSync } from 'node:fs';

/** What was written to a file, or to the list of names of a folder, is on disk after this. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
