import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Payloads } from '@/lib/domain/declared-path';
import type { PayloadPart } from '@/lib/domain/payload-path';
import { declaredValuesOf, toKeptPaths, type DeclaredPathRow, type DeclaredValueRow } from './declared-values';

export type StoredPayloads = Payloads & { readonly key: number };
export type KeyedValue = DeclaredValueRow & { readonly key: number };

/** The same as the databases give them. */
export type RawPayloads = { readonly key: number } & Readonly<Record<PayloadPart, string | null>>;

export function toStoredPayloads(row: RawPayloads): StoredPayloads {
  const { key, input, output, customStatus } = row;
  return {
    key,
    input: input ?? undefined,
    output: output ?? undefined,
    customStatus: customStatus ?? undefined,
  };
}

/** The declared paths of one store: what every database must offer. Each method is one durable transaction under the lease. */
export interface DeclarationTable {
  paths(): Promise<readonly DeclaredPathRow[]>;
  /** Adds a path of which nothing was read yet. */
  add(id: number, path: string): Promise<void>;
  /** Lets nobody ask for a path any more, and forgets how far its values go. */
  retire(id: number): Promise<void>;
  /** Removes some values of a path; false when none was left. */
  dropSome(id: number, most: number): Promise<boolean>;
  remove(id: number): Promise<void>;
  /** Payloads after a key, in the order of keys, as far as they are read for their values. */
  payloadsAfter(key: number, most: number): Promise<readonly StoredPayloads[]>;
  /** Keeps values, and that these paths were read through a key. */
  keep(values: readonly KeyedValue[], paths: readonly number[], through: number): Promise<void>;
  /** Lets these paths be asked for. */
  complete(paths: readonly number[]): Promise<void>;
}

/** `onRead`: told from time to time how many stored payloads were read for paths that are new. */
export type Declared = {
  readonly paths: readonly string[];
  readonly onRead?: ((paths: readonly string[], read: number) => void) | undefined;
};

/** Payloads of one step, and values. */
const READ_AT_ONCE = 500;
const DROPPED_AT_ONCE = 5_000;
const TOLD_EVERY = 50_000;

/**
 * Makes these the declared paths of a store that nobody else writes to. Values of paths that are declared no more go; those
 * of new ones are read out of what is stored, in steps: where one is interrupted, the next call goes on.
 */
export async function declarePaths(
  table: DeclarationTable,
  { paths: wanted, onRead = () => undefined }: Declared,
): Promise<void> {
  const stored = await table.paths();
  for (const { id, path } of stored) if (!wanted.includes(path)) await forget(table, id);
  let id = Math.max(0, ...stored.map((row) => row.id));
  for (const path of wanted) {
    if (stored.some((row) => row.path === path)) continue;
    id += 1;
    await table.add(id, path);
  }
  const unread = (await table.paths()).filter(({ isComplete }) => isComplete === 0);
  if (unread.length > 0) await readStored(table, unread, onRead);
}

async function forget(table: DeclarationTable, id: number): Promise<void> {
  await table.retire(id);
  while (await table.dropSome(id, DROPPED_AT_ONCE)) await nextTurn();
  await table.remove(id);
}

async function readStored(
  table: DeclarationTable,
  rows: readonly DeclaredPathRow[],
  onRead: NonNullable<Declared['onRead']>,
): Promise<void> {
  const paths = toKeptPaths(rows);
  const ids = rows.map(({ id }) => id);
  const names = rows.map(({ path }) => path);
  let after = Math.min(...rows.map(({ readThrough }) => Number(readThrough)));
  let read = 0;
  for (;;) {
    const page = await table.payloadsAfter(after, READ_AT_ONCE);
    const last = page.at(-1);
    if (last === undefined) break;
    const values = page.flatMap(({ key, ...payloads }) =>
      declaredValuesOf(payloads, paths).rows.map((row) => ({ key, ...row })),
    );
    await table.keep(values, ids, last.key);
    after = last.key;
    read += page.length;
    if (read % TOLD_EVERY === 0) onRead(names, read);
    // A heartbeat of the lease may be due.
    await nextTurn();
  }
  await table.complete(ids);
  onRead(names, read);
}
