import Database from 'better-sqlite3';
import type { InstanceRef } from '@/lib/domain/instance';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import type { Quantiles } from '../measure/quantiles';
import { timeCalls, type Patience } from './time-calls';

export type DetailRow = { readonly instances: number; readonly call: string; readonly times: Quantiles };

const PATIENCE: Patience = { least: 20, most: 300, longestMs: 2_000 };
/** Instances that are looked at in turn, all over the store. */
const LOOKED_AT = 500;
const FIRST_EVENTS = 200;
const NEWS = 100;
/** The call behind the graph of a workflow. */
export const SAMPLE_CALL = 'the last 1,000 runs of a workflow with their steps';
const SAMPLE = { runs: 1000, steps: 50_000 };

/** What the page of one instance asks for, and what every page asks for, at the store's size. */
export async function measureDetails(path: string, instances: number): Promise<readonly DetailRow[]> {
  const refs = spreadRefs(path);
  const ref = (index: number): InstanceRef => refs[index % refs.length] ?? { appId: '', instanceId: '' };
  const store = await openSqliteConsoleStore({ path });
  try {
    const newest = await store.latestRevision();
    const calls: Record<string, (index: number) => Promise<unknown>> = {
      'one instance': (index) => store.getInstance(ref(index)),
      'first 200 events': (index) => store.readHistory(ref(index), { from: 0, limit: FIRST_EVENTS }),
      'its steps': (index) => store.listSteps(ref(index)),
      'its relatives': (index) => store.getRelated(ref(index)),
      'all workflows with counts': () => store.listWorkflows(),
      'what changed in the last 100 revisions': () => store.changesSince(newest - NEWS, NEWS),
    };
    const workflow = (await store.listWorkflows()).toSorted((one, other) => other.total - one.total)[0];
    if (workflow !== undefined) {
      const filter = { statuses: [], appIds: [workflow.appId], names: [workflow.name] };
      calls[SAMPLE_CALL] = () => store.sampleRuns(filter, SAMPLE);
    }
    const rows: DetailRow[] = [];
    for (const [call, work] of Object.entries(calls)) {
      rows.push({ instances, call, times: await timeCalls(work, PATIENCE) });
    }
    return rows;
  } finally {
    await store.close();
  }
}

function spreadRefs(path: string): readonly InstanceRef[] {
  const db = new Database(path, { readonly: true });
  try {
    return db
      .prepare<[number], InstanceRef>(
        `SELECT app_id AS appId, instance_id AS instanceId FROM instance
         WHERE "key" % max(1, (SELECT max("key") FROM instance) / ?) = 0`,
      )
      .all(LOOKED_AT);
  } finally {
    db.close();
  }
}
