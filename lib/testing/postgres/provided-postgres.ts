import { inject } from 'vitest';
import type { ProvidedPostgres } from './global-setup';

/** The server of this run; throws where there is none, so ask `hasPostgres` before. */
export function providedPostgres(): ProvidedPostgres {
  const provided = inject('postgres');
  if (provided === undefined) throw new Error('this run has no PostgreSQL');
  return provided;
}

/** False when the run was told to go without. */
export function hasPostgres(): boolean {
  return inject('postgres') !== undefined;
}
