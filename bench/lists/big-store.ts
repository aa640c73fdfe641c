import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { seedStore } from '@/lib/testing/seed-store';
import { BENCH_CACHE } from '../scratch';
import { cloneInstances } from './clone-instances';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/sqlite/migrations/', import.meta.url));
/** Instances that are made one by one, by the store itself; the others are their clones. */
const BASE = 2_000;
const NOW = Date.UTC(2026, 10, 1);
const SEED = 7;

/**
 * A store with `count` instances of several apps, many workflows and every status: their histories, steps and payloads,
 * and all indexes and counters as the real store has them. Made once for a schema and then kept in the cache; whoever
 * writes to it works on a copy.
 */
export async function bigStore(count: number): Promise<string> {
  const folder = join(BENCH_CACHE, 'stores');
  const path = join(folder, `${fingerprint()}-${count}.db`);
  if (existsSync(path)) return path;
  console.error(`Filling a store with ${count} instances …`);
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.unfinished`;
  removeStore(unfinished);
  await seedStore(unfinished, { count: Math.min(count, BASE), now: NOW, seed: SEED });
  const db = new Database(unfinished);
  // A file that has a write-ahead log first has to leave it.
  db.pragma('journal_mode = DELETE');
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -1000000');
  db.pragma('temp_store = MEMORY');
  cloneInstances(db, count);
  // What the planner knows of a store that a runtime has closed before.
  db.pragma('optimize = 0x10002');
  db.pragma('journal_mode = WAL');
  db.close();
  renameSync(unfinished, path);
  removeStore(unfinished);
  return path;
}

/** Changes with the schema, and with what is here. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of globSync(join(MIGRATIONS, '*', '*.sql')).toSorted()) hash.update(readFileSync(file));
  for (const file of ['big-store.ts', 'clone-instances.ts']) hash.update(readFileSync(new URL(file, import.meta.url)));
  return hash.digest('hex').slice(0, 12);
}

function removeStore(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '.lock']) rmSync(`${path}${suffix}`, { force: true });
}
