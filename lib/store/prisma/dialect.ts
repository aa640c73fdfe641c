import type { Sql } from '@prisma/client/runtime/client';
import type { PrismaClient } from './generated/sqlite/client';

/** Where the databases need other words for the same question. */
export type Dialect = {
  /** True where the column holds the text, whatever the case of ASCII letters; signs that LIKE knows mean themselves. */
  contains(column: Sql, text: string): Sql;
  /** The column as an expression that makes the planner walk the order of the list instead of an index on the column. */
  unindexed(column: Sql): Sql;
  /** Options of a transaction whose reads all see one moment. */
  readonly snapshot: { readonly isolationLevel?: 'RepeatableRead' };
};

/** A database with the tables of Perdure, and how to speak to it. */
export type ConsoleDatabase = { readonly prisma: PrismaClient; readonly dialect: Dialect };

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

/** The pattern of LIKE for any text around `text`, with \ as its escape character. */
export function likeAnywhere(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
