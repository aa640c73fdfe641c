import { createHash } from 'node:crypto';
import { AppError } from '@/lib/domain/app-error';
import { COPIED_TABLES, type CopiedRow, type CopiedTable } from './copied-tables';
import type { CopyEnd, Marks } from './copy-end';
import { COPY_MARK, refuseHalfCopied } from './half-copied';
import { RowDigest } from './row-digest';

export type TableDigest = { readonly rows: number; readonly checksum: string };
export type ComparedTable = { readonly table: string; readonly from: TableDigest; readonly to: TableDigest };
export type CopyProgress = { readonly table: string; readonly rows: number };

const FIRST_PAGE = 50;
const LARGEST_PAGE = 2_000;
const PAGE_BYTES = 8 * 1024 * 1024;

/**
 * Copies a whole store into an empty one.
 *
 * 1. Rows are copied table by table in the order of their keys, each page in one transaction: the newest key in the target
 *    tells how far a copy came, so that a second call goes on where the first one ended.
 * 2. The target carries a mark that says what it is a copy of, until both sides were read again and found equal. No runtime
 *    takes a store with that mark.
 * 3. Nobody writes to either side: the leases of both are held.
 *
 * Answers count and checksum of each table on both sides; the mark stays when any of them differ. Rejects with `conflict`
 * when the target holds something else.
 */
export async function copyStore(
  from: CopyEnd,
  to: CopyEnd,
  report: (progress: CopyProgress) => void,
): Promise<readonly ComparedTable[]> {
  const marks = await from.marks();
  refuseHalfCopied(Object.keys(marks), from.store);
  await claimTarget(to, sourceMark(from.store, marks));
  for (const table of COPIED_TABLES) await copyTable(table, { from, to, report });
  const compared: ComparedTable[] = [];
  for (const table of COPIED_TABLES) {
    compared.push({ table: table.name, from: await digestOf(from, table), to: await digestOf(to, table) });
  }
  from.held.refuseWhenLost();
  if (compared.every(isEqual)) await to.putMarks(marks);
  return compared;
}

/** Whether both sides hold the same. */
export function isEqual({ from, to }: ComparedTable): boolean {
  return from.rows === to.rows && from.checksum === to.checksum;
}

/** What says which store in which state is copied, as a number that fits into table `meta`. */
function sourceMark(store: string, marks: Marks): number {
  const text = JSON.stringify([store, Object.entries(marks).toSorted()]);
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}

async function claimTarget(to: CopyEnd, mark: number): Promise<void> {
  const marks = await to.marks();
  if (marks[COPY_MARK] === mark) return;
  if (marks[COPY_MARK] !== undefined) {
    throw new AppError(
      'conflict',
      `The store ${to.store} holds part of a copy of another store, or of an earlier state.`,
      {
        hint: 'Empty it, or name another one.',
      },
    );
  }
  const found = await Promise.all(COPIED_TABLES.map((table) => to.lastKey(table)));
  if (found.some((key) => key !== undefined) || marks['revision'] !== 0) {
    throw new AppError('conflict', `The store ${to.store} is not empty.`, {
      hint: 'Name a file that does not exist, or an empty database.',
    });
  }
  await to.putMarks({ ...marks, [COPY_MARK]: mark });
}

type CopyWork = {
  readonly from: CopyEnd;
  readonly to: CopyEnd;
  readonly report: (progress: CopyProgress) => void;
};

async function copyTable(table: CopiedTable, { from, to, report }: CopyWork): Promise<void> {
  let rows = 0;
  for await (const page of pagesOf(from, table, await to.lastKey(table))) {
    await to.add(table, page);
    rows += page.length;
    report({ table: table.name, rows });
  }
}

async function digestOf(end: CopyEnd, table: CopiedTable): Promise<TableDigest> {
  const digest = new RowDigest();
  for await (const page of pagesOf(end, table)) digest.add(page);
  return digest.result();
}

/** Pages of about the same size in bytes. */
async function* pagesOf(end: CopyEnd, table: CopiedTable, start?: CopiedRow): AsyncGenerator<readonly CopiedRow[]> {
  let after = start;
  for (let limit = FIRST_PAGE; ;) {
    const page = await end.page(table, after, limit);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.slice(0, table.keyLength);
    const each = page.reduce((sum, row) => sum + sizeOf(row), 0) / page.length;
    limit = Math.max(1, Math.min(LARGEST_PAGE, Math.floor(PAGE_BYTES / each)));
  }
}

function sizeOf(row: CopiedRow): number {
  return (
    row.reduce<number>((sum, value) => sum + (typeof value === 'object' ? (value?.byteLength ?? 1) : 8), 0) +
    row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0)
  );
}
