import type { Actor } from '@/lib/domain/actor';
import type { InstanceRef } from '@/lib/domain/instance';
import { noStatuses } from '@/lib/store/fold-counts';
import type {
  ChangeFeed,
  ChildPage,
  ConsoleStore,
  HistoryPage,
  Related,
  StoreFilter,
  Tally,
} from '@/lib/store/console-store';
import { narrowCounts, narrowFilter, reachOf, type Reach } from './scope';
import { withholdFromEvent, withholdPayloads } from './withhold-payloads';

const MOST_CHILDREN = 500;

/**
 * The store as one actor sees it. Whatever a use case asks, it learns nothing of what lies outside the scope: an instance
 * there is not there, and no list, count, breakdown, trend or change has it. Payloads are left out for those who may not
 * see them. Every question of the port stands here, so that a new one does not compile before it was decided upon.
 */
export function scopedStore(store: ConsoleStore, actor: Actor): ConsoleStore {
  const reach = reachOf(actor.scope);
  if (reach.isAll && actor.seesPayloads) return store;
  const inReach = createInReach(store, reach);
  const narrow = async (filter: StoreFilter): Promise<StoreFilter> =>
    reach.isAll ? filter : narrowFilter(filter, reach, await store.listKinds());
  const whenSeen = async <T>(ref: InstanceRef, read: () => Promise<T>): Promise<T | undefined> =>
    (await inReach([ref])).length === 0 ? undefined : read();
  return {
    ...ownTables(store),
    ...trendsIn(store, reach),
    listInstances: async (filter, page) => store.listInstances(await narrow(filter), page),
    countInstances: async (filter) => narrowCounts(await store.countInstances(await narrow(filter)), reach),
    sampleRuns: async (filter, size) => store.sampleRuns(await narrow(filter), size),
    getInstance: async (ref) => {
      const instance = await whenSeen(ref, () => store.getInstance(ref));
      return instance === undefined || actor.seesPayloads ? instance : withholdPayloads(instance);
    },
    readHistory: async (ref, range) => {
      const page = await whenSeen(ref, () => store.readHistory(ref, range));
      return page === undefined || actor.seesPayloads ? page : withoutPayloads(page);
    },
    listSteps: async (ref, which) => (await whenSeen(ref, () => store.listSteps(ref, which))) ?? [],
    getRelated: async (ref) =>
      (await whenSeen(ref, async () => relatedIn(await store.getRelated(ref), reach))) ?? { children: [], reruns: [] },
    namesOf: inReach,
    ...familyIn(store, reach, whenSeen),
    // They come from a sample of all runs: who sees some only is told none.
    seeNames: async () => (reach.isAll ? store.seeNames() : { steps: [], events: [], tags: [] }),
    listDeclaredPaths: () => store.listDeclaredPaths(),
    listKinds: async () => {
      const { appIds, names } = await store.listKinds();
      return { appIds: appIds.filter(reach.app), names: names.filter(reach.workflow) };
    },
    listWorkflows: async () => (await store.listWorkflows()).filter(reach.both),
    readPayloads: async (refs) => (actor.seesPayloads ? store.readPayloads(await inReach(refs)) : []),
    changesSince: (revision, limit) => changesIn(store, reach, { revision, limit }),
    latestRevision: () => store.latestRevision(),
    waitForChange: (revision, signal) => store.waitForChange(revision, signal),
    close: () => store.close(),
  };
}

type WhenSeen = <T>(ref: InstanceRef, read: () => Promise<T>) => Promise<T | undefined>;

/** Those who do not see all are told how many of the children they see, and that there may be more below. */
function familyIn(store: ConsoleStore, reach: Reach, whenSeen: WhenSeen) {
  const seen = async (ref: InstanceRef, limit: number): Promise<ChildPage> => {
    const page = await whenSeen(ref, () => store.listChildren(ref, limit));
    const children = page?.children.filter(reach.both).map((child) => ({ ...child, children: asHint(child.children) }));
    return { children: children ?? [], hasMore: page?.hasMore ?? false };
  };
  return {
    listChildren: (ref, limit) => (reach.isAll ? store.listChildren(ref, limit) : seen(ref, limit)),
    countDescendants: async (ref) => {
      if (reach.isAll) return store.countDescendants(ref);
      const { children } = await seen(ref, MOST_CHILDREN);
      const byStatus = noStatuses();
      for (const { status } of children) byStatus[status] += 1;
      return { total: { count: children.length, isExact: children.length === 0 }, byStatus };
    },
  } satisfies Partial<ConsoleStore>;
}

/** Whether there is any, and not how many. */
function asHint({ count }: Tally): Tally {
  return { count: Math.min(count, 1), isExact: count === 0 };
}

/** Tables of the console itself: the table of permissions says who may use them. */
function ownTables(store: ConsoleStore) {
  return {
    listViews: () => store.listViews(),
    saveView: (view, entry) => store.saveView(view, entry),
    deleteView: (id, entry) => store.deleteView(id, entry),
    bulk: store.bulk,
    appendAudit: (row) => store.appendAudit(row),
    listAudit: (filter, page) => store.listAudit(filter, page),
    readAuditRows: (after, limit) => store.readAuditRows(after, limit),
    auditHead: () => store.auditHead(),
    addToken: (token, entry) => store.addToken(token, entry),
    listTokens: () => store.listTokens(),
    findToken: (hash) => store.findToken(hash),
    markTokenUsed: (id, at) => store.markTokenUsed(id, at),
    revokeToken: (id, at, entry) => store.revokeToken(id, at, entry),
    addSession: (session) => store.addSession(session),
    findSession: (hash) => store.findSession(hash),
    markSessionSeen: (hash, at) => store.markSessionSeen(hash, at),
    deleteSession: (hash) => store.deleteSession(hash),
    listSessions: () => store.listSessions(),
    endSessions: (of, entry) => store.endSessions(of, entry),
    changeSessionGrant: (hash, grant, entry) => store.changeSessionGrant(hash, grant, entry),
    deleteEndedSessions: (now, idleSince) => store.deleteEndedSessions(now, idleSince),
  } satisfies Partial<ConsoleStore>;
}

function trendsIn(store: ConsoleStore, reach: Reach) {
  return {
    readTrends: async ({ among, ...question }) => {
      if (reach.isAll) return store.readTrends({ ...question, among });
      const found = await store.sumTrends(question);
      const seen = new Map(found.filter(reach.both).map((sum) => [JSON.stringify([sum.appId, sum.name]), sum]));
      return store.readTrends({ ...question, among: [...(among?.filter(reach.both) ?? seen.values())] });
    },
    sumTrends: async (window) => (await store.sumTrends(window)).filter(reach.both),
    readFailures: (window, workflows) => store.readFailures(window, workflows.filter(reach.both)),
  } satisfies Partial<ConsoleStore>;
}

/** Those of some refs that exist and are reached, with the names of their workflows. */
function createInReach(store: ConsoleStore, reach: Reach): ConsoleStore['namesOf'] {
  return async (refs) => {
    const own = refs.filter(({ appId }) => reach.app(appId));
    return own.length === 0 ? [] : (await store.namesOf(own)).filter(reach.both);
  };
}

function withoutPayloads(page: HistoryPage): HistoryPage {
  const entries = page.entries.map(({ event: whole, ...rest }) => {
    const { event, isWithheld } = withholdFromEvent(whole);
    return isWithheld ? { ...rest, event, isWithheld: true as const } : { ...rest, event };
  });
  return { ...page, entries };
}

function relatedIn({ parent, children, rerunOf, reruns }: Related, reach: Reach): Related {
  return {
    parent: parent !== undefined && reach.both(parent) ? parent : undefined,
    children: children.filter(reach.both),
    rerunOf: rerunOf !== undefined && reach.both(rerunOf) ? rerunOf : undefined,
    reruns: reruns.filter(reach.both),
  };
}

/** Of what was purged only App ID and instance ID are left: those limited to some workflows are not told of it. */
async function changesIn(
  store: ConsoleStore,
  reach: Reach,
  { revision, limit }: { readonly revision: number; readonly limit: number },
): Promise<ChangeFeed> {
  for (let after = revision; ;) {
    const feed = await store.changesSince(after, limit);
    const changed = feed.changed.filter(reach.both);
    const purged = reach.hasAllWorkflows ? feed.purged.filter(({ appId }) => reach.app(appId)) : [];
    const isFull = feed.changed.length + feed.purged.length >= limit;
    if (changed.length + purged.length > 0 || !isFull || feed.revision <= after) {
      return { ...feed, ...{ changed, purged } };
    }
    after = feed.revision;
  }
}
