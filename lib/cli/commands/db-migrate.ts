import type { Command } from 'commander';
import { openStoreAdmin } from '@/lib/bootstrap/store/open-store-admin';
import type { CliContext } from '../cli-context';
import { storePlaceOf, withStoreOptions, type StoreOptions } from '../store-option';

/** `perdure db migrate` */
export function addDbMigrate(db: Command, context: CliContext): void {
  const command = db
    .command('migrate')
    .description('Applies pending migrations; refuses while a runtime has the store.')
    .option('--dry-run', 'only says what is pending');
  withStoreOptions(command).action(async (options: StoreOptions & { readonly dryRun?: true }) => {
    const admin = openStoreAdmin(storePlaceOf(options, context), (longestMs) =>
      context.err(`The store has a holder that may be gone; waiting up to ${longestMs} ms for a sign of life.`),
    );
    const isDryRun = options.dryRun === true;
    const names = isDryRun ? (await admin.status()).pending : await admin.migrate();
    if (options.json === true) context.out(JSON.stringify(isDryRun ? { pending: names } : { applied: names }));
    else if (names.length === 0) context.out('Nothing is pending.');
    else for (const name of names) context.out(`${isDryRun ? 'Pending' : 'Applied'}: ${name}`);
  });
}
