import { COPIED_TABLES, type CopiedRow, type CopiedTable } from '@/lib/store/copy/copied-tables';
import type { CopyEnd } from '@/lib/store/copy/copy-end';
import { PostgresCopyEnd } from '@/lib/store/postgres/postgres-copy-end';
import { SqliteCopyEnd } from '@/lib/store/sqlite/sqlite-copy-end';

/** The tables that lists and counts read: histories, steps and payloads are none that a list looks at. */
export const LISTED = ['instance', 'counter'] as const;
const PAGE = 2_000;

/** Where to fill, and which tables. */
export type PostgresFill = { readonly url: string; readonly tables: readonly string[] };

/** Fills tables of an empty database with what the store file at `path` has in them. */
export async function fillPostgres(path: string, { url, tables }: PostgresFill): Promise<void> {
  const from = await SqliteCopyEnd.open(path, {});
  const to = await PostgresCopyEnd.open(url, {});
  try {
    for (const table of COPIED_TABLES.filter(({ name }) => tables.includes(name))) await copyTable(table, from, to);
    await to.putMarks(await from.marks());
  } finally {
    await to.close();
    await from.close();
  }
}

async function copyTable(table: CopiedTable, from: CopyEnd, to: CopyEnd): Promise<void> {
  let after: CopiedRow | undefined;
  do {
    const page = await from.page(table, after, PAGE);
    if (page.length > 0) await to.add(table, page);
    after = page.at(-1)?.slice(0, table.keyLength);
  } while (after !== undefined);
}
