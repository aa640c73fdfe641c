import type { InstanceRef } from '@/lib/domain/instance';
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
import { compareInstances } from '../compare-instances';
import { countInstances } from '../count-instances';
import { drawDescription, getLanguageModel } from '../draw-description';
import { exportInstances } from '../export-instances';
import { exportRun } from '../export-run';
import { getInstance } from '../get-instance';
import { getRuntimeState } from '../get-runtime-state';
import { getSettings } from '../get-settings';
import { importRun } from '../import-run';
import { listInstances } from '../list-instances';
import { listChildren } from '../list-children';
import { listNames } from '../list-names';
import { listSteps } from '../list-steps';
import { listWorkers } from '../list-workers';
import { listWorkflows } from '../list-workflows';
import { pauseInstance } from '../pause-instance';
import { listProjects, runProject, stopProject } from '../projects';
import { purgeInstance } from '../purge-instance';
import { raiseEvent } from '../raise-event';
import { exportAudit, listAudit } from '../read-audit';
import { readHistory } from '../read-history';
import { readTrends } from '../read-trends';
import { readValues } from '../read-values';
import { rerunInstance } from '../rerun-instance';
import { resumeInstance } from '../resume-instance';
import { retryNow } from '../retry-now';
import { deleteView, listViews, saveView } from '../saved-views';
import { readGraph } from '../read-graph';
import { startInstance } from '../start-instance';
import { terminateInstance } from '../terminate-instance';
import { endSessions, listSessions } from '../sessions';
import { addTarget, checkTarget, listTargets, removeTarget } from '../targets';
import { createToken, listTokens, revokeToken } from '../tokens';
import { revisionToWatch, watchChanges } from '../watch-changes';
import { whoAmI } from '../who-am-i';
import { onConsole, onInstance, onStore, onStream, onWorkflow, type UseCase } from './use-case';

const REVEAL = { action: 'payload.reveal', reveal: true, about: (ref: InstanceRef) => ref } as const;

/**
 * Every use case with what it needs: the one table of permissions. What does not stand here is bound by nothing, so that
 * no route and no command can call it.
 */
export const USE_CASES = {
  listInstances: onStore(listInstances, { role: 'viewer' }),
  aggregateInstances: onStore(aggregateInstances, { role: 'viewer' }),
  countInstances: onStore(countInstances, { role: 'viewer' }),
  exportInstances: onStore(exportInstances, {
    role: 'viewer',
    audit: { action: 'instance.export', about: (filter) => ({ subject: 'executions', detail: { ...filter } }) },
  }),
  exportRun: onInstance(exportRun, {
    role: 'viewer',
    audit: { action: 'instance.export', about: (ref, redaction) => ({ ...ref, detail: { ...redaction } }) },
  }),
  importRun: onWorkflow(importRun, {
    role: 'operator',
    audit: {
      action: 'instance.import',
      about: ({ appId, instanceId, name, reason }) => ({ appId, instanceId, subject: name, reason }),
    },
  }),
  getInstance: onInstance(getInstance, { role: 'viewer', audit: REVEAL }),
  readHistory: onInstance(readHistory, { role: 'viewer', audit: REVEAL }),
  compareInstances: onInstance(compareInstances, {
    role: 'viewer',
    audit: { ...REVEAL, about: (ref, other) => ({ ...ref, detail: { with: other } }) },
  }),
  readGraph: onInstance(readGraph, { role: 'viewer' }),
  readTrends: onStore(readTrends, { role: 'viewer' }),
  listChildren: onInstance(listChildren, { role: 'viewer' }),
  listNames: onStore(listNames, { role: 'viewer' }),
  listSteps: onInstance(listSteps, { role: 'viewer' }),
  listWorkers: onStore(listWorkers, { role: 'viewer' }),
  listWorkflows: onStore(listWorkflows, { role: 'viewer' }),
  readValues: onStore(readValues, {
    ...{ role: 'viewer', payloads: true },
    audit: {
      ...{ action: 'payload.reveal', reveal: true },
      about: ({ paths }) => ({ subject: 'columns of executions', detail: { paths } }),
    },
  }),
  listViews: onConsole(listViews, { role: 'viewer' }),
  saveView: onConsole(saveView, {
    role: 'operator',
    audit: {
      action: 'view.save',
      withChange: true,
      about: ({ name, isDefault }) => ({ subject: name, detail: { isDefault } }),
    },
  }),
  deleteView: onConsole(deleteView, {
    role: 'operator',
    audit: { action: 'view.delete', withChange: true, about: (id) => ({ subject: id }) },
  }),
  getRuntimeState: onConsole(getRuntimeState, { role: 'viewer' }),
  getLanguageModel: onConsole(getLanguageModel, { role: 'viewer' }),
  drawDescription: onConsole(drawDescription, {
    role: 'operator',
    audit: {
      action: 'composer.ask',
      about: ({ to, text, image }) => ({
        ...{ subject: to.host, detail: { model: to.name, characters: text.length, image: image?.mediaType } },
      }),
    },
  }),
  getSettings: onConsole(getSettings, { role: 'viewer' }),
  whoAmI: onConsole(whoAmI, { role: 'viewer' }),
  startInstance: onWorkflow(startInstance, {
    role: 'operator',
    audit: {
      action: 'instance.start',
      about: ({ appId, name, instanceId, version, scheduledStartAt, reason }) => ({
        ...{ appId, instanceId, subject: name, reason, detail: { version, scheduledStartAt } },
      }),
    },
  }),
  pauseInstance: onInstance(pauseInstance, {
    role: 'operator',
    audit: { action: 'instance.pause', about: (ref, { reason }) => ({ ...ref, reason }) },
  }),
  resumeInstance: onInstance(resumeInstance, {
    role: 'operator',
    audit: { action: 'instance.resume', about: (ref, { reason }) => ({ ...ref, reason }) },
  }),
  terminateInstance: onInstance(terminateInstance, {
    role: 'operator',
    audit: {
      action: 'instance.terminate',
      about: (ref, { reason, recursive }) => ({ ...ref, reason, detail: { recursive } }),
    },
  }),
  raiseEvent: onInstance(raiseEvent, {
    role: 'operator',
    audit: { action: 'instance.raise-event', about: (ref, { reason, name }) => ({ ...ref, reason, detail: { name } }) },
  }),
  rerunInstance: onInstance(rerunInstance, {
    role: 'operator',
    audit: {
      action: 'instance.rerun',
      about: (ref, { reason, eventId, newInstanceId }) => ({ ...ref, reason, detail: { eventId, newInstanceId } }),
    },
  }),
  purgeInstance: onInstance(purgeInstance, {
    role: 'operator',
    audit: {
      action: 'instance.purge',
      about: (ref, { reason, recursive }) => ({ ...ref, reason, detail: { recursive } }),
    },
  }),
  listAudit: onConsole(listAudit, { role: 'admin', unlimited: true }),
  exportAudit: onConsole(exportAudit, {
    ...{ role: 'admin', unlimited: true },
    audit: { action: 'audit.export', about: (filter) => ({ subject: 'audit log', detail: { ...filter } }) },
  }),
  retryNow: onInstance(retryNow, {
    role: 'operator',
    audit: {
      action: 'instance.retry-now',
      about: (ref, { reason, eventId }) => ({ ...ref, reason, detail: { eventId } }),
    },
  }),
  draftBulkJob: onStore(draftBulkJob, { role: 'operator' }),
  confirmBulkJob: onConsole(confirmBulkJob, {
    role: 'operator',
    audit: {
      action: 'bulk.confirm',
      about: (id, { setHash, reason, rate }) => ({ subject: id, reason, detail: { setHash, rate } }),
    },
  }),
  steerBulkJob: onConsole(steerBulkJob, {
    role: 'operator',
    audit: { action: 'bulk.steer', about: (id, change) => ({ subject: id, detail: { ...change } }) },
  }),
  retryBulkJob: onConsole(retryBulkJob, {
    role: 'operator',
    audit: { action: 'bulk.retry', about: (id) => ({ subject: id }) },
  }),
  deleteBulkJob: onConsole(deleteBulkJob, {
    role: 'operator',
    audit: { action: 'bulk.delete', about: (id) => ({ subject: id }) },
  }),
  listBulkJobs: onConsole(listBulkJobs, { role: 'viewer' }),
  getBulkJob: onConsole(getBulkJob, { role: 'viewer' }),
  listBulkItems: onConsole(listBulkItems, { role: 'viewer' }),
  exportBulkItems: onConsole(exportBulkItems, {
    role: 'viewer',
    audit: { action: 'bulk.export', about: (id) => ({ subject: id }) },
  }),
  createToken: onConsole(createToken, {
    ...{ role: 'admin', unlimited: true },
    audit: {
      ...{ action: 'token.create', withChange: true },
      about: ({ name, role, scope, seesPayloads, expiresAt }) => ({
        ...{ subject: name, detail: { role, ...scope, seesPayloads, expiresAt } },
      }),
    },
  }),
  listTokens: onConsole(listTokens, { role: 'admin', unlimited: true }),
  revokeToken: onConsole(revokeToken, {
    ...{ role: 'admin', unlimited: true },
    audit: { action: 'token.revoke', withChange: true, about: (id) => ({ subject: id }) },
  }),
  listSessions: onConsole(listSessions, { role: 'admin', unlimited: true }),
  endSessions: onConsole(endSessions, {
    ...{ role: 'admin', unlimited: true },
    audit: { action: 'session.end', withChange: true, about: ({ name }) => ({ subject: name ?? 'everybody' }) },
  }),
  listTargets: onConsole(listTargets, { role: 'viewer', unlimited: true }),
  checkTarget: onConsole(checkTarget, {
    ...{ role: 'admin', unlimited: true },
    audit: { action: 'target.check', about: ({ appId, address }) => ({ appId, detail: { address } }) },
  }),
  addTarget: onConsole(addTarget, {
    ...{ role: 'admin', unlimited: true },
    audit: {
      action: 'target.add',
      about: ({ appId, address, apiToken, tls }) => ({ appId, detail: { address, apiToken, tls } }),
    },
  }),
  removeTarget: onConsole(removeTarget, {
    ...{ role: 'admin', unlimited: true },
    audit: { action: 'target.remove', about: (appId) => ({ appId }) },
  }),
  listProjects: onConsole(listProjects, { role: 'admin', unlimited: true }),
  runProject: onConsole(runProject, {
    ...{ role: 'admin', unlimited: true },
    audit: {
      action: 'project.run',
      about: ({ fileName, language, appId }) => ({ appId, subject: fileName, detail: { language } }),
    },
  }),
  stopProject: onConsole(stopProject, {
    ...{ role: 'admin', unlimited: true },
    audit: { action: 'project.stop', about: (appId) => ({ appId }) },
  }),
  revisionToWatch: onStore(revisionToWatch, { role: 'viewer' }),
  watchChanges: onStream(watchChanges, { role: 'viewer' }),
} as const satisfies Record<string, UseCase>;

export type UseCaseName = keyof typeof USE_CASES;
