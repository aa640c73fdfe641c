import type { Sql } from '@prisma/client/runtime/client';
import type { Pattern } from '@/lib/query/condition';
import type { AuditDraft } from '../audit-log';
import type { Bounds } from '../bounds';
import type { IdSample } from './id-sample';
import type { PrismaClient } from './generated/sqlite/client';

/** Where the databases need other words for the same question. */
export type Dialect = {
  /** True where the column has the parts of a pattern in order, with anything between, whatever the case of ASCII letters. */
  looksLike(column: Sql, pattern: Pattern): Sql;
  /** The text that a column of a JSON object has under a key; null without it. */
  valueOf(column: Sql, key: string): Sql;
  /** A table of the texts under "events" in a column of JSON, as event_name. */
  eventNames(column: Sql): Sql;
  /** Selects, as "key", the instances whose id has all of the trigrams; all that hold `text` are among them. */
  keysOf(trigrams: readonly string[], text: string): Sql;
  /** A join of a table with a column "foundKey" with its instances that goes from the keys to the instances. */
  byKeys(keys: Sql): Sql;
  /** The rows of a question as one text: a JSON array with an array of values for each row. */
  rowsAsJson(values: readonly Sql[]): Sql;
  /** Options of a transaction whose reads all see one moment. */
  readonly snapshot: { readonly isolationLevel?: 'RepeatableRead' };
};

/** A database with the tables of Perdure, and how to speak to it. */
export type ConsoleDatabase = {
  readonly prisma: PrismaClient;
  /** Writes the console's own tables, one statement at a time: whatever needs more than one is for `atomically`. */
  write<T>(work: (client: PrismaClient) => Promise<T>): Promise<T>;
  /**
   * Runs statements in one transaction, and answers the rows of the last one. When the first one hits no row, or any of them
   * fails, nothing of them is kept; the answer is then undefined, or the error.
   */
  atomically(statements: readonly Sql[]): Promise<readonly unknown[] | undefined>;
  /**
   * Adds a row to the audit log; see `AuditLog.appendAudit`. What it tells of is changed in the same transaction: when the
   * first statement hits no row, or anything fails, nothing is kept; the answer is then undefined, or the error.
   */
  readonly appendAudit: (draft: AuditDraft, change?: readonly Sql[]) => Promise<number | undefined>;
  readonly dialect: Dialect;
  readonly bounds: Bounds;
  readonly sample: IdSample;
  readonly changes: ChangeSignal;
  /** What went wrong in the words of the domain. */
  explain(error: unknown): unknown;
};

/** How a reader learns that there is something to read; see `ConsoleStore.waitForChange`. */
export type ChangeSignal = {
  wait(revision: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
};

/** What a transaction of Prisma offers: the models and raw queries. */
export type ReadTransaction = Pick<PrismaClient, 'instance' | 'history' | 'inbox'>;

/** Runs reads that must agree with each other. */
export function inSnapshot<T>(
  { prisma, dialect }: ConsoleDatabase,
  reads: (tx: ReadTransaction) => Promise<T>,
): Promise<T> {
  // Safe: the client of SQLite, by whose types all are called, knows only one level; it is never given this one.
  return prisma.$transaction(reads, dialect.snapshot as object);
}

/** True where the column holds the text somewhere. */
export function contains(dialect: Dialect, column: Sql, text: string): Sql {
  return dialect.looksLike(column, ['', text, '']);
}

/** The pattern of LIKE for the parts of a text with anything between them, with \ as its escape character; signs that LIKE knows mean themselves. */
export function likePattern(pattern: Pattern): string {
  return pattern.map((part) => part.replace(/[\\%_]/g, (sign) => `\\${sign}`)).join('%');
}
