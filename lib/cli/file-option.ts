import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CliContext } from './cli-context';
import { refuseOverwrite } from './preflights/refuse-overwrite';

/** Where an answer goes that may be kept. */
export type FileOptions = { readonly file?: string; readonly force?: true };

/** Adds `-f` and `--force`. */
export function withFile(command: Command): Command {
  return command
    .option('-f, --file <file>', 'writes it to a file instead of standard output')
    .option('--force', 'replaces the file if it exists');
}

/** Preflight: the file may be written. */
export function requireFreeFile({ file, force }: FileOptions, { folder }: CliContext): void {
  if (file !== undefined) refuseOverwrite(resolve(folder, file), force === true);
}

/** Writes a text to the file that was named, and says so, or to standard output. */
export function writeAnswer(text: string, { file }: FileOptions, context: CliContext): void {
  if (file === undefined) return context.out(text.trimEnd());
  writeFileSync(resolve(context.folder, file), text);
  context.err(`Written to ${file}.`);
}
