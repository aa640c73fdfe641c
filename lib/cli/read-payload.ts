import type { Command } from 'commander';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from './cli-context';
import { readText, STANDARD_INPUT } from './read-text';

/** Options by which a command is given JSON. */
export type PayloadOptions = { readonly input?: string; readonly inputFile?: string };

/** Adds `--input` and `--input-file`. */
export function withPayload(command: Command, words: string): Command {
  return command
    .option('-x, --input <json>', `${words}, as JSON`)
    .option('--input-file <file>', `${words}, as JSON in a file; "-" reads standard input`);
}

/** The JSON text that options give; `undefined` for none. Throws `invalid` for what is not JSON, and for a file that cannot be read. */
export async function payloadOf(
  { input, inputFile }: PayloadOptions,
  context: CliContext,
): Promise<string | undefined> {
  if (input !== undefined && inputFile !== undefined) {
    throw new AppError('invalid', 'Both --input and --input-file are given.', { hint: 'Leave one of them out.' });
  }
  if (inputFile === undefined) return input === undefined ? undefined : checkedJson(input, '--input');
  return checkedJson(await readText(inputFile, context), inputFile === STANDARD_INPUT ? 'Standard input' : inputFile);
}

/** A text that was found to be JSON. Throws `invalid`, with the name of where it comes from. */
export function checkedJson(text: string, from: string): string {
  try {
    JSON.parse(text);
    return text.trim();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable';
    throw new AppError('invalid', `${from} is not valid JSON: ${reason}`, {
      hint: `A text stands in double quotes, which the shell must not take away: '"text"'.`,
      cause,
    });
  }
}
