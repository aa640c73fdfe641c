import type { Command } from 'commander';
import { readSettings } from '@/lib/bootstrap/env';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from './cli-context';

/** Options that every command on a store has. */
export type StoreOptions = { readonly store?: string; readonly json?: true };

/** Adds `--store` and `--json`. */
export function withStoreOptions(command: Command): Command {
  return command
    .option('--store <file>', 'the store file; without it the one that the settings name')
    .option('--json', 'one JSON object a line, for programs');
}

/** The store file that an option names, else the settings. Throws `invalid` for settings that are not allowed. */
export function storePathOf({ store }: StoreOptions, { env, folder }: CliContext): string {
  if (store !== undefined) return store;
  const place = readSettings(env, folder).store;
  if (place.kind === 'sqlite') return place.path;
  throw new AppError('precondition', 'The store is in PostgreSQL, where this command does not work yet.', {
    hint: 'Use the programs of PostgreSQL, pg_dump among them, or name a store file with --store.',
  });
}
