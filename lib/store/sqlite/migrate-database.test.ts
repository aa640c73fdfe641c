import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrationOf } from '../migrate';
import { appliedMigrations, migrateDatabase } from './migrate-database';

const one = migrationOf('0001_one', 'CREATE TABLE a (x INTEGER);');
const two = migrationOf('0002_two', 'CREATE TABLE b (y INTEGER); INSERT INTO b VALUES (1);');

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
