import Database from 'better-sqlite3';
import { storeName, type StorePlace } from '@/lib/bootstrap/store-place';
import { verifyStoreAt } from '@/lib/bootstrap/store/verify-store-at';

const SHOWN = 5;

/** Rejects unless the SQLite store at `path` is whole and all that is derived in it agrees with its histories. */
export async function expectSoundStore(path: string): Promise<void> {
  expectWholeFile(path);
  await expectSoundStoreAt({ kind: 'sqlite', path });
}

/** Rejects unless all that is derived in a store agrees with its histories. */
export async function expectSoundStoreAt(place: StorePlace): Promise<void> {
  const found: string[] = [];
  await verifyStoreAt(place, (difference) => found.push(JSON.stringify(difference)));
  if (found.length === 0) return;
  throw new Error(`${storeName(place)}: ${found.length} differences: ${found.slice(0, SHOWN).join('\n')}`);
}

function expectWholeFile(path: string): void {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const damage = db.pragma('integrity_check', { simple: true });
    if (damage !== 'ok') throw new Error(`${path} is damaged: ${String(damage)}`);
    const orphans = db.pragma('foreign_key_check') as readonly unknown[];
    if (orphans.length > 0) throw new Error(`${path}: ${orphans.length} rows hang on rows that are not there`);
  } finally {
    db.close();
  }
}
