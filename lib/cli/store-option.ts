import type { Command } from 'commander';
import { readSettings } from '@/lib/bootstrap/env';
import { readStorePlace, type StorePlace } from '@/lib/bootstrap/store-place';
import type { CliContext } from './cli-context';

/** Options that every command on a store has. */
export type StoreOptions = { readonly store?: string; readonly json?: true };

/** Adds `--store`. */
export function withStoreOption(command: Command): Command {
  return command.option(
    '--store <place>',
    'the store: a file, or a URL of PostgreSQL; without it the one that the settings name',
  );
}

/** Adds `--store` and `--json`. */
export function withStoreOptions(command: Command): Command {
  return withStoreOption(command).option('--json', 'one JSON object a line, for programs');
}

/** The store that an option names, else the settings. Throws `invalid` for a URL or settings that are not allowed. */
export function storePlaceOf({ store }: StoreOptions, { env, folder }: CliContext): StorePlace {
  return store === undefined ? readSettings(env, folder).store : namedPlace(store, '--store');
}

/** The place that an argument names: a URL, or the path of a file. Throws `invalid`, by the name of the option. */
export function namedPlace(text: string, option: string): StorePlace {
  const isUrl = /^(postgres(ql)?|file):/.test(text);
  return (isUrl ? readStorePlace(text, option) : undefined) ?? { kind: 'sqlite', path: text };
}
