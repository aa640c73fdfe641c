import type { HeldLease } from '../held-lease';
import type { CopiedRow, CopiedTable } from './copied-tables';

export type Marks = Readonly<Record<string, number>>;

/** One end of a copy: a whole store, migrated and with its lease. */
export interface CopyEnd {
  /** Its path, or its URL without the password. */
  readonly store: string;
  readonly held: HeldLease;
  /** Rows by key, after `after`. */
  page(table: CopiedTable, after: CopiedRow | undefined, limit: number): Promise<readonly CopiedRow[]>;
  /** The newest key that is there. */
  lastKey(table: CopiedTable): Promise<CopiedRow | undefined>;
  /** All of table `meta`. */
  marks(): Promise<Marks>;
  /** Adds rows that are not there, in one durable transaction under the lease. Rejects when that is another's. */
  add(table: CopiedTable, rows: readonly CopiedRow[]): Promise<void>;
  /** Leaves these marks and no other, in one durable transaction under the lease. */
  putMarks(marks: Marks): Promise<void>;
  close(): Promise<void>;
}
