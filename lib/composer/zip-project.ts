import { strToU8, zipSync, type Zippable } from 'fflate';
import type { File } from './emit/file';

/** The oldest time that a ZIP can hold: the same project gives the same bytes. */
const LONG_AGO = new Date(1980, 0, 1);

/** The bytes of a ZIP that has a project in one folder. */
export function zipProject(folder: string, files: readonly File[]): Uint8Array<ArrayBuffer> {
  const inside: Zippable = {};
  for (const { path, text } of files) inside[`${folder}/${path}`] = [strToU8(text), { mtime: LONG_AGO }];
  return new Uint8Array(zipSync(inside));
}
