import type { BulkStore } from '@/lib/store/bulk-store';
import type { AccessStore } from '@/lib/store/access-store';
import type { ConsoleStore } from '@/lib/store/console-store';

/**
 * A store that is opened by the first question. While opening fails (the runtime has not made the store yet) every
 * question fails with that reason, and the next one tries again.
 */
export function lazyStore(open: () => Promise<ConsoleStore>): ConsoleStore {
  let opening: Promise<ConsoleStore> | undefined;
  const opened = () => {
    const attempt = (opening ??= open());
    return attempt.catch((error: unknown) => {
      if (opening === attempt) opening = undefined;
      throw error;
    });
  };
  return {
    ...lazyAccess(opened),
    listInstances: async (filter, page) => (await opened()).listInstances(filter, page),
    countInstances: async (filter) => (await opened()).countInstances(filter),
    sampleRuns: async (filter, size) => (await opened()).sampleRuns(filter, size),
    getInstance: async (ref) => (await opened()).getInstance(ref),
    readHistory: async (ref, page) => (await opened()).readHistory(ref, page),
    listSteps: async (ref, which) => (await opened()).listSteps(ref, which),
    getRelated: async (ref) => (await opened()).getRelated(ref),
    namesOf: async (refs) => (await opened()).namesOf(refs),
    listChildren: async (ref, limit) => (await opened()).listChildren(ref, limit),
    countDescendants: async (ref) => (await opened()).countDescendants(ref),
    listDeclaredPaths: async () => (await opened()).listDeclaredPaths(),
    seeNames: async () => (await opened()).seeNames(),
    listKinds: async () => (await opened()).listKinds(),
    listWorkflows: async () => (await opened()).listWorkflows(),
    readTrends: async (question) => (await opened()).readTrends(question),
    sumTrends: async (window) => (await opened()).sumTrends(window),
    readFailures: async (window, workflows) => (await opened()).readFailures(window, workflows),
    readPayloads: async (refs) => (await opened()).readPayloads(refs),
    listViews: async () => (await opened()).listViews(),
    saveView: async (view, entry) => (await opened()).saveView(view, entry),
    deleteView: async (id, entry) => (await opened()).deleteView(id, entry),
    bulk: lazyBulk(async () => (await opened()).bulk),
    appendAudit: async (row) => (await opened()).appendAudit(row),
    listAudit: async (filter, page) => (await opened()).listAudit(filter, page),
    readAuditRows: async (after, limit) => (await opened()).readAuditRows(after, limit),
    auditHead: async () => (await opened()).auditHead(),
    changesSince: async (revision, limit) => (await opened()).changesSince(revision, limit),
    latestRevision: async () => (await opened()).latestRevision(),
    waitForChange: async (revision, signal) => (await opened()).waitForChange(revision, signal),
    close: async () => {
      const store = await opening;
      opening = undefined;
      await store?.close();
    },
  };
}

function lazyBulk(opened: () => Promise<BulkStore>): BulkStore {
  return {
    createJob: async (job) => (await opened()).createJob(job),
    getJob: async (id) => (await opened()).getJob(id),
    listJobs: async (limit) => (await opened()).listJobs(limit),
    deleteJob: async (id) => (await opened()).deleteJob(id),
    deleteDrafts: async (before) => (await opened()).deleteDrafts(before),
    changeJob: async (id, from, change) => (await opened()).changeJob(id, from, change),
    retryFailed: async (id) => (await opened()).retryFailed(id),
    jobsToWorkOn: async (now) => (await opened()).jobsToWorkOn(now),
    claim: async (id, claim) => (await opened()).claim(id, claim),
    release: async (id, by) => (await opened()).release(id, by),
    addItems: async (id, by, page) => (await opened()).addItems(id, by, page),
    takeBack: async (id, by) => (await opened()).takeBack(id, by),
    takeItems: async (id, by, limit) => (await opened()).takeItems(id, by, limit),
    settleItems: async (id, by, outcomes) => (await opened()).settleItems(id, by, outcomes),
    listItems: async (id, page) => (await opened()).listItems(id, page),
    groupsOf: async (id, limit) => (await opened()).groupsOf(id, limit),
    lookUp: async (refs) => (await opened()).lookUp(refs),
  };
}

function lazyAccess(opened: () => Promise<AccessStore>): AccessStore {
  return {
    addToken: async (token, entry) => (await opened()).addToken(token, entry),
    listTokens: async () => (await opened()).listTokens(),
    findToken: async (hash) => (await opened()).findToken(hash),
    markTokenUsed: async (id, at) => (await opened()).markTokenUsed(id, at),
    revokeToken: async (id, at, entry) => (await opened()).revokeToken(id, at, entry),
    addSession: async (session) => (await opened()).addSession(session),
    findSession: async (hash) => (await opened()).findSession(hash),
    markSessionSeen: async (hash, at) => (await opened()).markSessionSeen(hash, at),
    deleteSession: async (hash) => (await opened()).deleteSession(hash),
    listSessions: async () => (await opened()).listSessions(),
    endSessions: async (of, entry) => (await opened()).endSessions(of, entry),
    changeSessionGrant: async (hash, grant, entry) => (await opened()).changeSessionGrant(hash, grant, entry),
    deleteEndedSessions: async (now, idleSince) => (await opened()).deleteEndedSessions(now, idleSince),
  };
}
