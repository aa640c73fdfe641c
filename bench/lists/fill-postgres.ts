import { COPIED_TABLES, type CopiedRow, type CopiedTable } from '@/lib/store/copy/copied-tables';
import type { CopyEnd } from '@/lib/store/copy/copy-end';
import { PostgresCopyEnd } from '@/lib/store/postgres/postgres-copy-end';
import { SqliteCopyEnd } from '@/lib/store/sqlite/sqlite-copy-end';

/** The tables that lists and counts read. */
const LISTED = ['instance', 'counter'];
const PAGE = 2_000;

/**
 * Fills an empty database with what lists and counts read of the store file at `path`: histories, steps and payloads stay
 * out, which no list looks at.
 */
export async function fillPostgres(path: string, url: string): Promise<void> {
  const from = await SqliteCopyEnd.open(path, {});
  const to = await PostgresCopyEnd.open(url, {});
  try {
    for (const table of COPIED_TABLES.filter(({ name }) => LISTED.includes(name))) await copyTable(table, from, to);
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
