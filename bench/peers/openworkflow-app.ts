// OpenWorkflow on SQLite (node:sqlite): worker and client in this process. BENCH_FOLDER is where its file goes.
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { activityResult, mustCount } from '../apps/engine-client';
import { serveWorkloads } from '../apps/serve-workloads';
import { importPeer } from './import-peer';
import { peerVersions } from './peer-versions';

/** It polls for results each second; this often instead, in milliseconds, so that its poll is not what is measured. */
const RESULT_POLL = 5;
const CONCURRENCY = 100;
/** Tries to raise an event that nobody waits for yet, and milliseconds between them. */
const RAISES = 200;
const RAISE_PAUSE = 50;

type StepApi = {
  run<O>(options: { name: string }, step: () => O): Promise<O>;
  waitForSignal(options: { name: string; signal: string; timeout: string }): Promise<unknown>;
};
type Input = { readonly length?: number; readonly width?: number; readonly id?: string };
type Handle = { resultPollIntervalMs: number; result(): Promise<{ count: number }> };
type Body = (api: { input: Required<Input>; step: StepApi }) => Promise<{ count: number }>;
type Workflow = { run(input: Input): Promise<Handle> };
type Engine = {
  defineWorkflow(options: { name: string }, body: Body): Workflow;
  newWorker(options: { concurrency: number }): { start(): Promise<void> };
  sendSignal(options: { signal: string; data: unknown }): Promise<{ workflowRunIds: readonly string[] }>;
};
type Backend = { readonly db: { exec(sql: string): void; prepare(sql: string): { get(): Record<string, unknown> } } };

const { OpenWorkflow } = await importPeer<{ OpenWorkflow: new (o: { backend: Backend }) => Engine }>('openworkflow');
const { BackendSqlite } = await importPeer<{ BackendSqlite: { connect(path: string): Backend } }>(
  'openworkflow/sqlite',
);
const backend = BackendSqlite.connect(join(process.env['BENCH_FOLDER'] ?? '.', 'openworkflow.db'));
const engine = new OpenWorkflow({ backend });

const chain = engine.defineWorkflow({ name: 'chain' }, async ({ input, step }) => {
  let count = 0;
  for (let index = 0; index < input.length; index += 1) {
    if ((await step.run({ name: `step ${index}` }, () => activityResult(index))).ok) count += 1;
  }
  return { count };
});
const fanOut = engine.defineWorkflow({ name: 'fan-out' }, async ({ input, step }) => {
  const one = (index: number) => step.run({ name: `step ${index}` }, () => activityResult(index));
  return { count: (await Promise.all(Array.from({ length: input.width }, (_, index) => one(index)))).length };
});
const wait = engine.defineWorkflow({ name: 'wait' }, async ({ input, step }) => {
  await step.waitForSignal({ name: 'event', signal: `event:${input.id}`, timeout: '10m' });
  return { count: 1 };
});
await engine.newWorker({ concurrency: CONCURRENCY }).start();
const waiting = new Map<string, Handle>();

async function resultOf(handle: Handle | undefined, expected: number): Promise<void> {
  if (handle !== undefined) handle.resultPollIntervalMs = RESULT_POLL;
  mustCount(expected, (await handle?.result())?.count);
}

/** An event that nobody waits for yet is dropped, so it is raised until somebody takes it. */
async function raise(id: string): Promise<void> {
  for (let index = 0; index < RAISES; index += 1) {
    const { workflowRunIds } = await engine.sendSignal({ signal: `event:${id}`, data: { go: 1 } });
    if (workflowRunIds.length > 0) return;
    await pass(RAISE_PAUSE);
  }
  throw new Error(`Nobody took the event of ${id}.`);
}

const pragma = (name: string): unknown => backend.db.prepare(`PRAGMA ${name}`).get()[name];
serveWorkloads({
  versions: peerVersions('openworkflow'),
  durability: `node:sqlite ${String(pragma('journal_mode'))}, synchronous=${String(pragma('synchronous'))}, results polled every ${RESULT_POLL} ms`,
  client: {
    chain: async (_, length) => resultOf(await chain.run({ length }), length),
    fanOut: async (_, width) => resultOf(await fanOut.run({ width }), width),
    async startWaiting(id) {
      waiting.set(id, await wait.run({ id }));
    },
    raise,
    ended: (id) => resultOf(waiting.get(id), 1),
  },
  async settle() {
    backend.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  },
});
