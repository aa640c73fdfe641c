import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '@/lib/domain/app-error';

/** Preflight: a file may be written. Throws `conflict` when it exists and `force` is not given, `invalid` without a folder for it. */
export function refuseOverwrite(file: string, force: boolean): void {
  const folder = dirname(file);
  if (!existsSync(folder)) {
    throw new AppError('invalid', `There is no folder ${folder} for ${file}.`, { hint: 'Make it, or name another.' });
  }
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) {
    throw new AppError('invalid', `${file} is a folder.`, { hint: 'Name a file in it.' });
  }
  if (found === undefined || force) return;
  throw new AppError('conflict', `The file ${file} exists.`, { hint: 'Name another, or add --force to replace it.' });
}
