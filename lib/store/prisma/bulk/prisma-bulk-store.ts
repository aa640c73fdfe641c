import type { BulkStore } from '../../bulk-store';
import type { ConsoleDatabase } from '../dialect';
import { groupsOf, listItems, lookUp } from './read-ledger';
import {
  changeJob,
  createJob,
  deleteDrafts,
  deleteJob,
  getJob,
  jobsToWorkOn,
  listJobs,
  retryFailed,
} from './steer-job';
import { addItems, claimJob, releaseJob, settleItems, takeBack, takeItems } from './work-on-job';

/** Bulk jobs over Prisma, whatever the database. */
export function prismaBulkStore({ prisma, write, explain }: ConsoleDatabase): BulkStore {
  async function ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw explain(error);
    }
  }
  return {
    createJob: (job) => ask(() => write((client) => createJob(client, job))),
    getJob: (id) => ask(() => getJob(prisma, id)),
    listJobs: (limit) => ask(() => listJobs(prisma, limit)),
    deleteJob: (id) => ask(() => write((client) => deleteJob(client, id))),
    deleteDrafts: (before) => ask(() => deleteDrafts({ prisma, write }, before)),
    changeJob: (id, from, change) => ask(() => write((client) => changeJob(client, { id, from }, change))),
    retryFailed: (id) => ask(() => write((client) => retryFailed(client, id))),
    jobsToWorkOn: (now) => ask(() => jobsToWorkOn(prisma, now)),
    claim: (id, claim) => ask(() => write((client) => claimJob(client, id, claim))),
    release: (id, by) => ask(() => write((client) => releaseJob(client, { id, by }))),
    addItems: (id, by, page) => ask(() => write((client) => addItems(client, { id, by }, page))),
    takeBack: (id, by) => ask(() => write((client) => takeBack(client, { id, by }))),
    takeItems: (id, by, limit) => ask(() => write((client) => takeItems(client, { id, by }, limit))),
    settleItems: (id, by, outcomes) => ask(() => write((client) => settleItems(client, { id, by }, outcomes))),
    listItems: (id, page) => ask(() => listItems(prisma, id, page)),
    groupsOf: (id, limit) => ask(() => groupsOf(prisma, id, limit)),
    lookUp: (refs) => ask(() => lookUp(prisma, refs)),
  };
}
