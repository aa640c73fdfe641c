import type { Bounds } from '../bounds';

/** Bounds that a store of a few instances reaches, so that every way of answering is taken. */
export const SMALL_BOUNDS: Bounds = {
  walkedIds: 3,
  walkedRows: 2,
  branches: 4,
  readBranches: 2,
  foundIds: 4,
  countedIds: 3,
  countedEntries: 6,
  countedRows: 4,
  countedCells: 5,
  sampledIds: 1,
};
