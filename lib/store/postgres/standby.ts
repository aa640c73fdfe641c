import { AppError } from '@/lib/domain/app-error';
import type { TextClient } from './text-client';

/**
 * Refuses (`unavailable`) a server that follows another one. It answers questions, and may lack for a while what it has
 * already told its primary to be safe.
 */
export async function refuseStandby(client: TextClient, store: string): Promise<void> {
  const { rows } = await client.query<{ follows: boolean }>('SELECT pg_is_in_recovery() AS follows');
  if (rows[0]?.follows !== true) return;
  throw new AppError('unavailable', `The store ${store} is read-only: its server is a standby.`, {
    hint: 'Name the primary in DATABASE_URL, or make this server the primary.',
  });
}

/**
 * Resolves when all that can be seen is where a commit must be before it is answered: on a synchronous standby too, where
 * there is one. What a connection left that was lost while it waited for the standby can be seen before that.
 */
export async function awaitStandby(client: TextClient): Promise<void> {
  // A commit of its own, without a row; the standby confirms commits in their order.
  await client.query(`SELECT pg_logical_emit_message(true, 'perdure', '')`);
}
