import type { Command } from 'commander';
import type { CliContext } from '../cli-context';
import { addDbBackup } from './db-backup';
import { addDbCopy } from './db-copy';
import { addDbMigrate } from './db-migrate';
import { addDbStatus } from './db-status';
import { addDbVerify } from './db-verify';

/** `perdure db` */
export function addDb(program: Command, context: CliContext): void {
  const db = program.command('db').description('Looks after the store.');
  for (const add of [addDbStatus, addDbMigrate, addDbVerify, addDbBackup, addDbCopy]) add(db, context);
}
