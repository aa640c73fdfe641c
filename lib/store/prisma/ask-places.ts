import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { PagePosition } from '../page-cursor';
import { rowsOfText } from './ask-as-text';
import type { ConsoleDatabase } from './dialect';

/** What was found: the places of matches, newest first; other places that the statement tells of; rows of the matches. */
export type Answer = {
  readonly matches: readonly PagePosition[];
  readonly others: readonly PagePosition[];
  /** Values of the columns that were asked for, in no order, for `rowsOfText`; undefined when none were. */
  readonly rows: string | undefined;
};

type RawAnswer = { readonly places: string; readonly rows: string | null };
type PlaceValues = readonly [key: number, createdAt: number, isMatch: number];

const PLACE: readonly Sql[] = [sql`"key"`, sql`"createdAt"`, sql`"isMatch"`];

/**
 * Asks a statement that selects "key", "createdAt" and "isMatch", and in the same question for columns of the instances that
 * match: a question costs more to send than most lists to find. Both come as one text each, as of `askAsText`.
 */
export async function askPlaces(
  { prisma, dialect }: ConsoleDatabase,
  statement: Sql,
  columns?: readonly Sql[],
): Promise<Answer> {
  const rowsOf = (wanted: readonly Sql[]): Sql => sql`(
    SELECT ${dialect.rowsAsJson(wanted)} FROM (SELECT i.* FROM ${dialect.byKeys(sql`matching`)}) AS own
  )`;
  const [answer] = await prisma.$queryRaw<RawAnswer[]>(sql`
    WITH place AS MATERIALIZED (${statement}),
      matching AS (SELECT "key" AS "foundKey" FROM place WHERE "isMatch" = 1)
    SELECT (SELECT ${dialect.rowsAsJson(PLACE)} FROM place) AS places,
      ${columns === undefined ? sql`NULL` : rowsOf(columns)} AS "rows"`);
  const places = rowsOfText<PlaceValues>(answer?.places);
  return {
    matches: places
      .filter(([, , isMatch]) => isMatch === 1)
      .map(toPlace)
      .sort(newestFirst),
    others: places.filter(([, , isMatch]) => isMatch !== 1).map(toPlace),
    rows: answer?.rows ?? undefined,
  };
}

function toPlace([key, createdAt]: PlaceValues): PagePosition {
  return { key, createdAt };
}

function newestFirst(one: PagePosition, other: PagePosition): number {
  return other.createdAt - one.createdAt || other.key - one.key;
}
