import { afterEach, beforeEach, describe } from 'vitest';
import { describeAppState } from './testsuite/app-state.testsuite';
import { describeBulk } from './testsuite/bulk.testsuite';
import { describeAccess } from './testsuite/access.testsuite';
import { describeAudit } from './testsuite/audit.testsuite';
import { describeChanges } from './testsuite/changes.testsuite';
import { describeCommits } from './testsuite/commits.testsuite';
import { describeCounters } from './testsuite/counters.testsuite';
import { describeDeclaredPaths } from './testsuite/declared-paths.testsuite';
import { describeDurability } from './testsuite/durability.testsuite';
import { describeIdText } from './testsuite/id-text.testsuite';
import { describeLease } from './testsuite/lease.testsuite';
import { describeLists } from './testsuite/lists.testsuite';
import { describeManyWrites } from './testsuite/many-writes.testsuite';
import { describeQueries } from './testsuite/queries.testsuite';
import { describeReads } from './testsuite/reads.testsuite';
import { describeRuns } from './testsuite/runs.testsuite';
import { describeSavedViews } from './testsuite/saved-views.testsuite';
import { describeSeenNames } from './testsuite/seen-names.testsuite';
import { describeSamples } from './testsuite/samples.testsuite';
import { describeTrends } from './testsuite/trends.testsuite';
import type { StoreUnderTest } from './testsuite/store-under-test';

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
    /** Goes on with the same store opened again. */
    const use = (again: StoreUnderTest): StoreUnderTest => (store = again);
    describeCommits(current);
    describeManyWrites(current);
    describeReads(current);
    describeLists(current);
    describeIdText(current);
    describeQueries(current, use);
    describeDeclaredPaths(current, use);
    describeSamples(current);
    describeSeenNames(current);
    describeSavedViews(current);
    describeBulk(current);
    describeAppState(current);
    describeAccess(current);
    describeAudit(current);
    describeCounters(current);
    describeTrends(current);
    describeChanges(current);
    describeRuns(current);
    describeDurability(current);
    describeLease(current);
  });
}
