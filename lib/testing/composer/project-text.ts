import type { File } from '@/lib/composer/emit/file';

/** A project as one text, to compare it with an expected one. */
export function projectText(files: readonly File[]): string {
  return files.map(({ path, text, keep }) => `===== ${path}${keep ? ' (kept)' : ''}\n${text}`).join('\n');
}
