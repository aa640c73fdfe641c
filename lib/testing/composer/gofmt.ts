import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { File } from '@/lib/composer/emit/file';

export const hasGofmt = spawnSync('gofmt', ['-h']).error === undefined;

/** Paths of the Go files that `gofmt` would write otherwise, and what it says of those that it cannot read. */
export function unformatted(projects: Readonly<Record<string, readonly File[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'gofmt-'));
  try {
    for (const [name, files] of Object.entries(projects)) {
      for (const { path, text } of files.filter((file) => file.path.endsWith('.go'))) {
        mkdirSync(join(folder, name, dirname(path)), { recursive: true });
        writeFileSync(join(folder, name, path), text);
      }
    }
    const { stdout, stderr } = spawnSync('gofmt', ['-l', '.'], { cwd: folder, encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
