/** How much one question may read, whatever is asked and however large the store is. */
export type Bounds = {
  /** Ids that a page looks through for a text, newest first, where the index over ids does not help. */
  readonly walkedIds: number;
  /** Rows that a page looks through when each has to be read for it. */
  readonly walkedRows: number;
  /** Alternatives of a filter whose rows are merged in list order. */
  readonly branches: number;
  /** The same when each of their rows has to be read. */
  readonly readBranches: number;
  /** Instances found by the index over ids that a page sorts. */
  readonly foundIds: number;
  /** The same that are counted. */
  readonly countedIds: number;
  /** Entries of indexes that are counted one by one. */
  readonly countedEntries: number;
  /** Rows that are read to be counted. */
  readonly countedRows: number;
  /** Cells of (App ID, workflow name, status) that are looked at one by one. */
  readonly countedCells: number;
  /** Ids by which frequent and rare texts are told apart. */
  readonly sampledIds: number;
};

/** Each keeps its question within its budget at 1,000,000 instances: decision 0021. */
export const SQLITE_BOUNDS: Bounds = {
  walkedIds: 16_000,
  walkedRows: 4_000,
  branches: 60,
  readBranches: 8,
  foundIds: 4_000,
  countedIds: 2_000,
  countedEntries: 10_000,
  countedRows: 1_600,
  countedCells: 500,
  sampledIds: 200,
};

/** A row costs PostgreSQL more to read, and so does an entry of an index. */
export const POSTGRES_BOUNDS: Bounds = {
  ...SQLITE_BOUNDS,
  walkedIds: 12_000,
  walkedRows: 1_200,
  foundIds: 2_000,
  countedIds: 350,
  countedEntries: 2_800,
  countedRows: 450,
  countedCells: 200,
};
