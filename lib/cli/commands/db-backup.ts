import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { backUpStore } from '@/lib/bootstrap/store/back-up-store';
import type { StoreDifference } from '@/lib/bootstrap/store/verify-store-at';
import type { CliContext } from '../cli-context';
import { refuseOverwrite } from '../preflights/refuse-overwrite';
import { differenceLine } from '../print/difference-line';
import { sizeText } from '../print/quantities';
import { storePlaceOf, withStoreOptions, type StoreOptions } from '../store-option';

type BackupOptions = StoreOptions & { readonly force?: true; readonly verify?: true };

/** `perdure db backup <file>` */
export function addDbBackup(db: Command, context: CliContext): void {
  const command = db
    .command('backup <file>')
    .description('Copies the store to a file while the runtime goes on.')
    .option('--force', 'replaces the file if it exists')
    .option('--verify', 'checks the copy as "perdure db verify" does');
  withStoreOptions(command).action(async (name: string, options: BackupOptions) => {
    const file = resolve(context.folder, name);
    refuseOverwrite(file, options.force === true);
    const report = (difference: StoreDifference): void => context.err(differenceLine(difference));
    const verify = options.verify === true ? report : undefined;
    const verified = await backUpStore({ store: storePlaceOf(options, context), file, verify });
    const { size } = statSync(file);
    if (options.json === true) context.out(JSON.stringify({ file, bytes: size, verified }));
    else context.out(`The store was copied to ${file} (${sizeText(size)}).`);
    if ((verified?.differences ?? 0) > 0) context.endWith(1);
  });
}
