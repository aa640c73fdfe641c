import { aggregateInstances } from '../aggregate-instances';
import {
  confirmBulkJob,
  deleteBulkJob,
  draftBulkJob,
  exportBulkItems,
  getBulkJob,
  listBulkItems,
  listBulkJobs,
  retryBulkJob,
  steerBulkJob,
} from '../bulk-jobs';
import { countInstances } from '../count-instances';
import { exportInstances } from '../export-instances';
import { getInstance } from '../get-instance';
import { getRuntimeState } from '../get-runtime-state';
import { getSettings } from '../get-settings';
import { listInstances } from '../list-instances';
import { listChildren } from '../list-children';
import { listNames } from '../list-names';
import { listSteps } from '../list-steps';
import { listWorkers } from '../list-workers';
import { listWorkflows } from '../list-workflows';
import { pauseInstance } from '../pause-instance';
import { purgeInstance } from '../purge-instance';
import { raiseEvent } from '../raise-event';
import { readHistory } from '../read-history';
import { readTrends } from '../read-trends';
import { readValues } from '../read-values';
import { rerunInstance } from '../rerun-instance';
import { resumeInstance } from '../resume-instance';
import { retryNow } from '../retry-now';
import { deleteView, listViews, saveView } from '../saved-views';
import { startInstance } from '../start-instance';
import { terminateInstance } from '../terminate-instance';
import { revisionToWatch, watchChanges } from '../watch-changes';
import { whoAmI } from '../who-am-i';
import { onConsole, onInstance, onStore, onStream, onWorkflow, type UseCase } from './use-case';

/**
 * Every use case with what it needs: the one table of permissions. What does not stand here is bound by nothing, so that
 * no route and no command can call it.
 */
export const USE_CASES = {
  listInstances: onStore(listInstances, { role: 'viewer' }),
  aggregateInstances: onStore(aggregateInstances, { role: 'viewer' }),
  countInstances: onStore(countInstances, { role: 'viewer' }),
  exportInstances: onStore(exportInstances, { role: 'viewer' }),
  getInstance: onInstance(getInstance, { role: 'viewer' }),
  readHistory: onInstance(readHistory, { role: 'viewer' }),
  readTrends: onStore(readTrends, { role: 'viewer' }),
  listChildren: onInstance(listChildren, { role: 'viewer' }),
  listNames: onStore(listNames, { role: 'viewer' }),
  listSteps: onInstance(listSteps, { role: 'viewer' }),
  listWorkers: onStore(listWorkers, { role: 'viewer' }),
  listWorkflows: onStore(listWorkflows, { role: 'viewer' }),
  readValues: onStore(readValues, { role: 'viewer', payloads: true }),
  listViews: onConsole(listViews, { role: 'viewer' }),
  saveView: onConsole(saveView, { role: 'operator' }),
  deleteView: onConsole(deleteView, { role: 'operator' }),
  getRuntimeState: onConsole(getRuntimeState, { role: 'viewer' }),
  getSettings: onConsole(getSettings, { role: 'viewer' }),
  whoAmI: onConsole(whoAmI, { role: 'viewer' }),
  startInstance: onWorkflow(startInstance, { role: 'operator' }),
  pauseInstance: onInstance(pauseInstance, { role: 'operator' }),
  resumeInstance: onInstance(resumeInstance, { role: 'operator' }),
  terminateInstance: onInstance(terminateInstance, { role: 'operator' }),
  raiseEvent: onInstance(raiseEvent, { role: 'operator' }),
  rerunInstance: onInstance(rerunInstance, { role: 'operator' }),
  retryNow: onInstance(retryNow, { role: 'operator' }),
  purgeInstance: onInstance(purgeInstance, { role: 'operator' }),
  draftBulkJob: onStore(draftBulkJob, { role: 'operator' }),
  confirmBulkJob: onConsole(confirmBulkJob, { role: 'operator' }),
  steerBulkJob: onConsole(steerBulkJob, { role: 'operator' }),
  retryBulkJob: onConsole(retryBulkJob, { role: 'operator' }),
  deleteBulkJob: onConsole(deleteBulkJob, { role: 'operator' }),
  listBulkJobs: onConsole(listBulkJobs, { role: 'viewer' }),
  getBulkJob: onConsole(getBulkJob, { role: 'viewer' }),
  listBulkItems: onConsole(listBulkItems, { role: 'viewer' }),
  exportBulkItems: onConsole(exportBulkItems, { role: 'viewer' }),
  revisionToWatch: onStore(revisionToWatch, { role: 'viewer' }),
  watchChanges: onStream(watchChanges, { role: 'viewer' }),
} as const satisfies Record<string, UseCase>;

export type UseCaseName = keyof typeof USE_CASES;
