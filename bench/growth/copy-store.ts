import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { makeScratch, type Scratch } from '../scratch';

/** A data folder for a runtime with a copy of the store at `path`. */
export function copyStore(path: string): Scratch {
  const scratch = makeScratch('copied');
  copyFileSync(path, join(scratch.folder, 'perdure.db'));
  return scratch;
}

/** The App IDs that a store has instances of. */
export function appsOf(path: string): readonly string[] {
  const db = new Database(path, { readonly: true });
  try {
    return db
      .prepare<[], { appId: string }>(`SELECT DISTINCT app_id AS appId FROM counter WHERE count > 0`)
      .all()
      .map(({ appId }) => appId);
  } finally {
    db.close();
  }
}
