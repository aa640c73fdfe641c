import type { QueryConfig, QueryResult } from 'pg';
import type { TextClient } from './text-client';

/** One statement, prepared under its name for a connection. */
export type Statement = { readonly name: string; readonly text: string; readonly values?: readonly unknown[] };

/** After this many milliseconds without an answer a connection counts as lost. */
const LONGEST_ANSWER_MS = 60_000;

/** Sends a statement and gives its result. */
export function ask(client: TextClient, { name, text, values = [] }: Statement): Promise<QueryResult> {
  const query: QueryConfig & { readonly query_timeout: number } = {
    ...{ name, text, values: [...values] },
    query_timeout: LONGEST_ANSWER_MS,
  };
  return client.query(query);
}
