import type { Command } from 'commander';
import { readSettings } from '@/lib/bootstrap/env';
import type { CliContext } from './cli-context';

/** Options that every command on a store has. */
export type StoreOptions = { readonly store?: string; readonly json?: true };

/** Adds `--store` and `--json`. */
export function withStoreOptions(command: Command): Command {
  return command
    .option('--store <file>', 'the store file; without it the one that the settings name')
    .option('--json', 'one JSON object a line, for programs');
}

/** The store that an option names, else the settings. Throws `invalid` for settings that are not allowed. */
export function storePathOf({ store }: StoreOptions, { env, folder }: CliContext): string {
  return store ?? readSettings(env, folder).storePath;
}
