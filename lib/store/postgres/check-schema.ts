import { AppError } from '@/lib/domain/app-error';
import { appliedMigrations } from './migrate-database';
import { NEWEST_MIGRATION } from './newest-migration';
import type { TextClient } from './text-client';

/**
 * The schema that holds the tables. Rejects with `unavailable` when the database has none of this version, `precondition`
 * when a newer Perdure wrote it.
 */
export async function checkSchema(client: TextClient, store: string): Promise<string> {
  const names = (await appliedMigrations(client)).filter(({ finished }) => finished).map(({ name }) => name);
  const newer = names.find((name) => name > NEWEST_MIGRATION);
  if (newer !== undefined) {
    throw new AppError('precondition', `The store ${store} was written by a newer Perdure (migration ${newer}).`, {
      hint: 'Start the newer version, or point this one at another store.',
    });
  }
  if (!names.includes(NEWEST_MIGRATION)) {
    throw new AppError('unavailable', `The store ${store} does not have this version's tables yet.`, {
      hint: 'Start the runtime, which creates and migrates the store.',
    });
  }
  const { rows } = await client.query<{ schema: string }>('SELECT current_schema() AS schema');
  return rows[0]?.schema ?? 'public';
}
