// DBOS Transact on PostgreSQL: a library in this process. DATABASE_URL names the server.
import { activityResult, mustCount } from '../apps/engine-client';
import { serveWorkloads } from '../apps/serve-workloads';
import { importPeer } from './import-peer';
import { peerVersions } from './peer-versions';

/** How many connections the pool may open, as in the published measurements. */
const POOL = 20;
/** Longest wait for an event, in seconds. */
const LONGEST = 300;

type Step<I, O> = (input: I) => Promise<O>;
type Handle<O> = { getResult(): Promise<O> };
type Dbos = {
  registerStep<I, O>(step: Step<I, O>, options: { name: string }): Step<I, O>;
  registerWorkflow<I, O>(workflow: Step<I, O>, options: { name: string }): Step<I, O>;
  setConfig(config: Readonly<Record<string, unknown>>): void;
  launch(): Promise<void>;
  startWorkflow<I, O>(workflow: Step<I, O>, options: { workflowID: string }): (input: I) => Promise<Handle<O>>;
  recv(topic: string, seconds: number): Promise<{ go: number } | null>;
  send(id: string, message: unknown, topic: string): Promise<void>;
};
type Client = { connect(): Promise<void>; query(sql: string): Promise<unknown> };
type Postgres = { default: { Client: new (options: { connectionString: string }) => Client } };

const { DBOS } = await importPeer<{ DBOS: Dbos }>('@dbos-inc/dbos-sdk');
const postgres = await importPeer<Postgres>('pg');
const url = process.env['DATABASE_URL'] ?? '';

const one = DBOS.registerStep(async (index: number) => activityResult(index), { name: 'one' });
const chain = DBOS.registerWorkflow(
  async (length: number) => {
    let count = 0;
    for (let index = 0; index < length; index += 1) if ((await one(index)).ok) count += 1;
    return count;
  },
  { name: 'chain' },
);
const fanOut = DBOS.registerWorkflow(
  async (width: number) => {
    const results = await Promise.allSettled(Array.from({ length: width }, (_, index) => one(index)));
    return results.filter(({ status }) => status === 'fulfilled').length;
  },
  { name: 'fan-out' },
);
const wait = DBOS.registerWorkflow(async (_: string) => (await DBOS.recv('event', LONGEST))?.go ?? 0, { name: 'wait' });

DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: url.replace(/\/[^/]*$/, '/bench_system'),
  systemDatabasePoolSize: POOL,
  logLevel: 'error',
});
await DBOS.launch();
const admin = new postgres.default.Client({ connectionString: url });
await admin.connect();
const waiting = new Map<string, Handle<number>>();

async function run(workflow: Step<number, number>, id: string, input: number): Promise<void> {
  const handle = await DBOS.startWorkflow(workflow, { workflowID: id })(input);
  mustCount(input, await handle.getResult());
}

serveWorkloads({
  versions: peerVersions('@dbos-inc/dbos-sdk'),
  durability: 'PostgreSQL, fsync and synchronous_commit on, one transaction per step',
  client: {
    chain: (id, length) => run(chain, id, length),
    fanOut: (id, width) => run(fanOut, id, width),
    async startWaiting(id) {
      waiting.set(id, await DBOS.startWorkflow(wait, { workflowID: id })(id));
    },
    raise: (id) => DBOS.send(id, { go: 1 }, 'event'),
    async ended(id) {
      mustCount(1, await waiting.get(id)?.getResult());
    },
  },
  async settle() {
    await admin.query('CHECKPOINT');
  },
});
