import Database from 'better-sqlite3';
import { AppError } from '@/lib/domain/app-error';

/** A failure of SQLite in the words of the domain; an AppError or a fault of our own passes unchanged. */
export function fromSqliteError(error: unknown, path: string): unknown {
  if (error instanceof TypeError && error.message.includes('connection is not open')) {
    return new AppError('unavailable', `The store ${path} is closed.`, { cause: error });
  }
  if (!(error instanceof Database.SqliteError)) return error;
  const code = error.code;
  if (code.startsWith('SQLITE_CONSTRAINT')) {
    return new AppError('conflict', `The store ${path} refused a write: ${error.message}.`, { cause: error });
  }
  return new AppError('unavailable', `The store ${path} ${problemOf(code)} (${code}).`, {
    hint: hintOf(code),
    cause: error,
  });
}

/** Runs `work` and rethrows what SQLite throws as an AppError. */
export function withSqliteErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fromSqliteError(error, path);
  }
}

function problemOf(code: string): string {
  if (code === 'SQLITE_FULL') return 'cannot grow: the disk is full';
  if (code.startsWith('SQLITE_IOERR_SHM')) return 'cannot be opened: the disk has no room for its -shm file, or fails';
  if (code.startsWith('SQLITE_IOERR')) return 'cannot be read or written';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'is locked by another program';
  if (code.startsWith('SQLITE_READONLY')) return 'is read-only';
  if (code.startsWith('SQLITE_CANTOPEN')) return 'cannot be opened';
  if (code.startsWith('SQLITE_CORRUPT')) return 'is damaged';
  if (code === 'SQLITE_NOTADB') return 'is not an SQLite database';
  return 'failed';
}

function hintOf(code: string): string {
  if (code === 'SQLITE_FULL') return 'Free some space; the runtime goes on by itself.';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return 'Close the program that holds the file and try again.';
  }
  if (code.startsWith('SQLITE_CORRUPT')) return 'Restore the file from a backup.';
  if (code === 'SQLITE_NOTADB') return 'Name another file, or move this one away.';
  return 'Check the file, its folder, their owner and the disk.';
}
