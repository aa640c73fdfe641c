import { describe, expect, test } from 'vitest';
import { migrationOf, pendingMigrations } from './migrate';

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
