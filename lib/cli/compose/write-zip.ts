import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { File } from '@/lib/composer/emit/file';
import { zipProject } from '@/lib/composer/zip-project';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from '../cli-context';
import { refuseOverwrite } from '../preflights/refuse-overwrite';
import { countText, sizeText } from '../print/quantities';

const STANDARD_OUTPUT = '-';

type ZipOptions = { readonly zip?: string; readonly force?: true };

/** Preflight: a ZIP may be written where it is wanted. Throws `invalid` or `conflict`. */
export function requireZipPlace({ zip, force }: ZipOptions, { folder, isTerminal }: CliContext): void {
  if (zip === undefined) return;
  if (zip !== STANDARD_OUTPUT) return refuseOverwrite(resolve(folder, zip), force === true);
  if (isTerminal !== true) return;
  throw new AppError('invalid', 'A ZIP is nothing for a terminal.', {
    hint: 'Name a file (--zip order.zip), or send standard output elsewhere (--zip - > order.zip).',
  });
}

/** Files of a project, and the folder that they are in. */
export type ZippedProject = { readonly folder: string; readonly files: readonly File[] };

/** Writes a project as a ZIP with one folder, to a file or to standard output. */
export function writeZip(zip: string, { folder, files }: ZippedProject, context: CliContext): void {
  const bytes = zipProject(folder, files);
  if (zip === STANDARD_OUTPUT) context.outBytes?.(bytes);
  else writeFileSync(resolve(context.folder, zip), bytes);
  const place = zip === STANDARD_OUTPUT ? 'standard output' : zip;
  context.err(`${countText(files.length, 'file')} written to ${place} (${sizeText(bytes.length)}).`);
}
