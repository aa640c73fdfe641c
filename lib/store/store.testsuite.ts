import { afterEach, beforeEach, describe } from 'vitest';
import type { ConsoleStore } from './console-store';
import type { RuntimeStore } from './runtime-store';
import { describeChanges } from './testsuite/changes.testsuite';
import { describeCommits } from './testsuite/commits.testsuite';
import { describeCounters } from './testsuite/counters.testsuite';
import { describeDurability } from './testsuite/durability.testsuite';
import { describeLists } from './testsuite/lists.testsuite';
import { describeReads } from './testsuite/reads.testsuite';

/** Both sides of one store that holds nothing at first, and what the suite may do to it. */
export type StoreUnderTest = {
  readonly runtime: RuntimeStore;
  readonly console: ConsoleStore;
  /** A second runtime on the same store, while the first one is open. */
  openSecondRuntime(): Promise<RuntimeStore>;
  /** What a machine would find had the power failed now: the same data opened again, the first store still open. */
  openAfterCrash(): Promise<StoreUnderTest>;
  /** Closes both sides and opens the same data again. */
  reopen(): Promise<StoreUnderTest>;
  close(): Promise<void>;
};

/** The promises of the two store ports, for every store that implements them. */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`store contract: ${name}`, () => {
    let store: StoreUnderTest | undefined;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store?.close());

    const current = (): StoreUnderTest => {
      if (store === undefined) throw new Error('the store is opened before each test');
      return store;
    };
    describeCommits(current);
    describeReads(current);
    describeLists(current);
    describeCounters(current);
    describeChanges(current);
    describeDurability(current);
  });
}
