import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrationOf, pendingMigrations } from './migrate';
import { appliedMigrations, migrateDatabase } from './sqlite/migrate-database';

const one = migrationOf('0001_one', 'CREATE TABLE a (x INTEGER);');
const two = migrationOf('0002_two', 'CREATE TABLE b (y INTEGER); INSERT INTO b VALUES (1);');

describe('pendingMigrations', () => {
  const row = { name: one.name, checksum: one.checksum, finished: true };

  test('is all for a new store, then what is missing, in order', () => {
    expect(pendingMigrations([one, two], [], 's')).toEqual([one, two]);
    expect(pendingMigrations([one, two], [row], 's')).toEqual([two]);
  });

  test('refuses an edited, a newer and an unfinished migration', () => {
    const refuse = (applied: Parameters<typeof pendingMigrations>[1]) => () =>
      pendingMigrations([one], applied, 's.db');
    expect(refuse([{ ...row, checksum: 'other' }])).toThrow('Migration 0001_one was edited after the store s.db');
    expect(refuse([row, { ...row, name: '0002_two' }])).toThrow('written by a newer Perdure (migration 0002_two)');
    expect(refuse([{ ...row, finished: false }])).toThrow('did not finish');
  });

  test('checksum is the SHA-256 of the file', () => {
    expect(migrationOf('x', 'abc').checksum).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('migrateDatabase', () => {
  let db: Database.Database;
  beforeEach(() => {
    db = new Database(':memory:');
  });
  afterEach(() => db.close());

  test('applies each once and records it as Prisma does', () => {
    expect(migrateDatabase(db, [one], () => 1000)).toEqual(['0001_one']);
    expect(migrateDatabase(db, [one, two], () => 2000)).toEqual(['0002_two']);
    expect(migrateDatabase(db, [one, two], () => 3000)).toEqual([]);
    const rows = db.prepare('SELECT * FROM _prisma_migrations ORDER BY migration_name').all();
    expect(rows).toMatchObject([
      {
        migration_name: '0001_one',
        checksum: one.checksum,
        started_at: 1000,
        finished_at: 1000,
        applied_steps_count: 1,
      },
      { migration_name: '0002_two', checksum: two.checksum, started_at: 2000, rolled_back_at: null, logs: null },
    ]);
  });

  test('a migration that fails leaves nothing of itself', () => {
    const broken = migrationOf('0002_broken', 'CREATE TABLE c (x INTEGER); CREATE TABLE a (x INTEGER);');
    expect(() => migrateDatabase(db, [one, broken], () => 1)).toThrow('already exists');
    expect(appliedMigrations(db).map((migration) => migration.name)).toEqual(['0001_one']);
    expect(db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'c'`).get()).toBeUndefined();
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});
