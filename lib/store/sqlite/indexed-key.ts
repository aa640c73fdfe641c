/**
 * The mark of the index over ids, in table `meta`: instances up to this key are in `instance_text`, those after it are not.
 * It says something about this file alone, so a copy does not take it along.
 */
export const INDEXED_KEY = 'indexed_key';

/** How many instances are added to the index at once. One by one, each would cost more pages than all else that it writes. */
export const INDEXED_AT_ONCE = 1_000;
