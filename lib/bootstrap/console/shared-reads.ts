import type { ConsoleStore } from '@/lib/store/console-store';
import { sharedAnswers } from './shared-answers';

/**
 * A store whose questions about executions are shared by all who ask the same at the same time. What the console writes, who
 * may do what and the audit log are asked as they are.
 */
export function sharedReads(store: ConsoleStore): ConsoleStore {
  return {
    ...store,
    listInstances: sharedAnswers((filter, page) => store.listInstances(filter, page)),
    countInstances: sharedAnswers((filter) => store.countInstances(filter)),
    sampleRuns: sharedAnswers((filter, size) => store.sampleRuns(filter, size)),
    getInstance: sharedAnswers((ref) => store.getInstance(ref)),
    readHistory: sharedAnswers((ref, page) => store.readHistory(ref, page)),
    listSteps: sharedAnswers((ref, which) => store.listSteps(ref, which)),
    getRelated: sharedAnswers((ref) => store.getRelated(ref)),
    namesOf: sharedAnswers((refs) => store.namesOf(refs)),
    listChildren: sharedAnswers((ref, limit) => store.listChildren(ref, limit)),
    countDescendants: sharedAnswers((ref) => store.countDescendants(ref)),
    listKinds: sharedAnswers(() => store.listKinds()),
    listWorkflows: sharedAnswers(() => store.listWorkflows()),
    readTrends: sharedAnswers((question) => store.readTrends(question)),
    sumTrends: sharedAnswers((window) => store.sumTrends(window)),
    readFailures: sharedAnswers((window, workflows) => store.readFailures(window, workflows)),
    changesSince: sharedAnswers((revision, limit) => store.changesSince(revision, limit)),
    latestRevision: sharedAnswers(() => store.latestRevision()),
  };
}
