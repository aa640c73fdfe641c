import { strToU8, zipSync, type Zippable } from 'fflate';
import type { File } from '@/lib/composer/emit/file';

/** The oldest time that a ZIP can hold: the same project gives the same bytes. */
const LONG_AGO = new Date(1980, 0, 1);

/** A project as a ZIP with one folder in it. */
export function zipProject(folder: string, files: readonly File[]): Blob {
  const inside: Zippable = {};
  for (const { path, text } of files) inside[`${folder}/${path}`] = [strToU8(text), { mtime: LONG_AGO }];
  return new Blob([new Uint8Array(zipSync(inside))], { type: 'application/zip' });
}
