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
export function prismaBulkStore(database: ConsoleDatabase): BulkStore {
  const { prisma, write, explain } = database;

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
    retryFailed: (id) => ask(() => retryFailed(database, id)),
    jobsToWorkOn: (now) => ask(() => jobsToWorkOn(prisma, now)),
    claim: (id, claim) => ask(() => write((client) => claimJob(client, id, claim))),
    release: (id, by) => ask(() => write((client) => releaseJob(client, { id, by }))),
    addItems: (id, by, page) => ask(() => addItems(database, { id, by }, page)),
    takeBack: (id, by) => ask(() => takeBack(database, { id, by })),
    takeItems: (id, by, limit) => ask(() => takeItems(database, { id, by }, limit)),
    settleItems: (id, by, outcomes) => ask(() => settleItems(database, { id, by }, outcomes)),
    listItems: (id, page) => ask(() => listItems(prisma, id, page)),
    groupsOf: (id, limit) => ask(() => groupsOf(prisma, id, limit)),
    lookUp: (refs) => ask(() => lookUp(prisma, refs)),
  };
}
