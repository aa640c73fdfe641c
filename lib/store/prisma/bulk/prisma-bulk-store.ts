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
export function prismaBulkStore({ prisma, writer, explain }: ConsoleDatabase): BulkStore {
  async function ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw explain(error);
    }
  }
  return {
    createJob: (job) => ask(async () => createJob(await writer(), job)),
    getJob: (id) => ask(() => getJob(prisma, id)),
    listJobs: (limit) => ask(() => listJobs(prisma, limit)),
    deleteJob: (id) => ask(async () => deleteJob(await writer(), id)),
    deleteDrafts: (before) => ask(() => deleteDrafts({ prisma, writer }, before)),
    changeJob: (id, from, change) => ask(async () => changeJob(await writer(), { id, from }, change)),
    retryFailed: (id) => ask(async () => retryFailed(await writer(), id)),
    jobsToWorkOn: (now) => ask(() => jobsToWorkOn(prisma, now)),
    claim: (id, claim) => ask(async () => claimJob(await writer(), id, claim)),
    release: (id, by) => ask(async () => releaseJob(await writer(), { id, by })),
    addItems: (id, by, page) => ask(async () => addItems(await writer(), { id, by }, page)),
    takeBack: (id, by) => ask(async () => takeBack(await writer(), { id, by })),
    takeItems: (id, by, limit) => ask(async () => takeItems(await writer(), { id, by }, limit)),
    settleItems: (id, by, outcomes) => ask(async () => settleItems(await writer(), { id, by }, outcomes)),
    listItems: (id, page) => ask(() => listItems(prisma, id, page)),
    groupsOf: (id, limit) => ask(() => groupsOf(prisma, id, limit)),
    lookUp: (refs) => ask(() => lookUp(prisma, refs)),
  };
}
