import type Database from 'better-sqlite3';
import type { HeldLease } from '../held-lease';
import { Replaced } from '../replaced';
import { withSqliteErrors } from './sqlite-error';
import { readLease } from './sqlite-lease';

/** Does the work in one durable transaction, unless another process has taken the lease. */
export function underLease<T>(db: Database.Database, held: HeldLease, work: () => T): T {
  held.refuseWhenLost();
  try {
    return withSqliteErrors(db.name, () => db.transaction(() => fenced(db, held, work)).immediate());
  } catch (error) {
    throw error instanceof Replaced ? held.lose(readLease(db)) : error;
  }
}

function fenced<T>(db: Database.Database, { claim }: HeldLease, work: () => T): T {
  const { epoch, holder } = readLease(db);
  if (epoch !== claim.epoch || holder?.id !== claim.id) throw new Replaced();
  return work();
}
