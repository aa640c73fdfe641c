import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from './cli-context';

/** The name of a file that stands for standard input. */
export const STANDARD_INPUT = '-';

/** The text of a file, or of standard input. Throws `invalid` for a file that cannot be read. */
export async function readText(file: string, { folder, readInput }: CliContext): Promise<string> {
  if (file === STANDARD_INPUT) return readInput();
  return readFile(resolve(folder, file), 'utf8').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('invalid', `The file ${file} cannot be read: ${reason}`, { cause });
  });
}
