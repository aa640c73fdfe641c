import { aggregateInstances } from './aggregate-instances';
import { countInstances } from './count-instances';
import { exportInstances } from './export-instances';
import { getInstance } from './get-instance';
import { getRuntimeState } from './get-runtime-state';
import { getSettings } from './get-settings';
import { listInstances } from './list-instances';
import { listSteps } from './list-steps';
import { listWorkers } from './list-workers';
import { listWorkflows } from './list-workflows';
import { pauseInstance } from './pause-instance';
import { purgeInstance } from './purge-instance';
import { raiseEvent } from './raise-event';
import { readHistory } from './read-history';
import { readTrends } from './read-trends';
import { readValues } from './read-values';
import { rerunInstance } from './rerun-instance';
import { resumeInstance } from './resume-instance';
import { deleteView, listViews, saveView } from './saved-views';
import type { ServiceContext } from './service-context';
import { startInstance } from './start-instance';
import { terminateInstance } from './terminate-instance';
import { revisionToWatch, watchChanges } from './watch-changes';

/** Every use case, standing on one context: what routes and commands call. */
export function bindServices(context: ServiceContext) {
  return {
    listInstances: bind(context, listInstances),
    aggregateInstances: bind(context, aggregateInstances),
    countInstances: bind(context, countInstances),
    exportInstances: bind(context, exportInstances),
    getInstance: bind(context, getInstance),
    readHistory: bind(context, readHistory),
    readTrends: bind(context, readTrends),
    listSteps: bind(context, listSteps),
    listWorkers: bind(context, listWorkers),
    listWorkflows: bind(context, listWorkflows),
    readValues: bind(context, readValues),
    listViews: bind(context, listViews),
    saveView: bind(context, saveView),
    deleteView: bind(context, deleteView),
    getRuntimeState: bind(context, getRuntimeState),
    getSettings: bind(context, getSettings),
    startInstance: bind(context, startInstance),
    pauseInstance: bind(context, pauseInstance),
    resumeInstance: bind(context, resumeInstance),
    terminateInstance: bind(context, terminateInstance),
    raiseEvent: bind(context, raiseEvent),
    rerunInstance: bind(context, rerunInstance),
    purgeInstance: bind(context, purgeInstance),
    revisionToWatch: bind(context, revisionToWatch),
    watchChanges: bind(context, watchChanges),
  };
}

export type Services = ReturnType<typeof bindServices>;

function bind<Rest extends unknown[], Result>(
  context: ServiceContext,
  useCase: (context: ServiceContext, ...rest: Rest) => Result,
): (...rest: Rest) => Result {
  return (...rest) => useCase(context, ...rest);
}
