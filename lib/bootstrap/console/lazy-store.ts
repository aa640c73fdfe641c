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
    listInstances: async (filter, page) => (await opened()).listInstances(filter, page),
    countInstances: async (filter) => (await opened()).countInstances(filter),
    sampleRuns: async (filter, size) => (await opened()).sampleRuns(filter, size),
    getInstance: async (ref) => (await opened()).getInstance(ref),
    readHistory: async (ref, page) => (await opened()).readHistory(ref, page),
    listSteps: async (ref, which) => (await opened()).listSteps(ref, which),
    getRelated: async (ref) => (await opened()).getRelated(ref),
    namesOf: async (refs) => (await opened()).namesOf(refs),
    listKinds: async () => (await opened()).listKinds(),
    listWorkflows: async () => (await opened()).listWorkflows(),
    readTrends: async (question) => (await opened()).readTrends(question),
    sumTrends: async (window) => (await opened()).sumTrends(window),
    readFailures: async (window, workflows) => (await opened()).readFailures(window, workflows),
    readPayloads: async (refs) => (await opened()).readPayloads(refs),
    listViews: async () => (await opened()).listViews(),
    saveView: async (view) => (await opened()).saveView(view),
    deleteView: async (id) => (await opened()).deleteView(id),
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
