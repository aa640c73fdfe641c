// Restate's SDK endpoint and a client of its server in one process. RESTATE_MODE=remote: activities are calls of another
// service, the only form in which Restate hands an activity to a worker as Dapr does; otherwise they are inline steps.
import { activityResult, mustCount } from '../apps/engine-client';
import { serveWorkloads } from '../apps/serve-workloads';
import { importPeer } from './import-peer';
import { peerVersions } from './peer-versions';

type Result = ReturnType<typeof activityResult>;
type Context = {
  run(name: string, step: () => Result): PromiseLike<Result>;
  promise(name: string): PromiseLike<{ go: number }> & { resolve(value: unknown): Promise<void> };
  serviceClient(service: unknown): { one(index: number): PromiseLike<Result> };
};
type Plan = { readonly length?: number; readonly width?: number; readonly waits?: boolean };
type Handlers = Readonly<Record<string, (ctx: Context, input: never) => Promise<unknown>>>;
type Sdk = {
  service(definition: { name: string; handlers: Handlers }): unknown;
  workflow(definition: { name: string; handlers: Handlers }): unknown;
  serve(options: { services: unknown[]; port: number; logger: () => void }): Promise<number>;
  readonly RestatePromise: { all(promises: PromiseLike<Result>[]): Promise<Result[]> };
};
type Submitted = {
  workflowSubmit(plan: Plan): Promise<unknown>;
  workflowAttach(): Promise<number>;
  raise(value: unknown): Promise<void>;
};
type Clients = { connect(place: { url: string }): { workflowClient(workflow: unknown, id: string): Submitted } };

const sdk = await importPeer<Sdk>('@restatedev/restate-sdk');
const clients = await importPeer<Clients>('@restatedev/restate-sdk-clients');
const isRemote = process.env['RESTATE_MODE'] === 'remote';

const activities = sdk.service({
  name: 'activities',
  handlers: { one: async (_, index: number) => activityResult(index) },
});

const workflow = sdk.workflow({
  name: 'workflow',
  handlers: {
    run: async (ctx, { length = 0, width = 0, waits = false }: Plan) => {
      const one = (index: number): PromiseLike<Result> =>
        isRemote ? ctx.serviceClient(activities).one(index) : ctx.run(`step ${index}`, () => activityResult(index));
      if (waits) return (await ctx.promise('event')).go;
      if (width > 0) return (await sdk.RestatePromise.all(Array.from({ length: width }, (_, at) => one(at)))).length;
      let count = 0;
      for (let index = 0; index < length; index += 1) if ((await one(index)).ok) count += 1;
      return count;
    },
    raise: (ctx, value: unknown) => ctx.promise('event').resolve(value),
  },
});

const port = await sdk.serve({ services: [activities, workflow], port: 0, logger: () => undefined });
await deploy({ admin: process.env['RESTATE_ADMIN'] ?? '', uri: `http://127.0.0.1:${port}` });
const ingress = clients.connect({ url: process.env['RESTATE_INGRESS'] ?? '' });

async function run(id: string, plan: Plan, expected: number): Promise<void> {
  const client = ingress.workflowClient(workflow, id);
  await client.workflowSubmit(plan);
  mustCount(expected, await client.workflowAttach());
}

/** Tells the server where this endpoint is; rejects when it does not take it. */
async function deploy({ admin, uri }: { admin: string; uri: string }): Promise<void> {
  const answer = await fetch(`${admin}/deployments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uri }),
  });
  if (!answer.ok) throw new Error(`Restate refused the deployment: ${await answer.text()}`);
}

serveWorkloads({
  versions: peerVersions('@restatedev/restate-server', '@restatedev/restate-sdk'),
  durability: 'RocksDB log, synced, shared commits',
  client: {
    chain: (id, length) => run(id, { length }, length),
    fanOut: (id, width) => run(id, { width }, width),
    async startWaiting(id) {
      await ingress.workflowClient(workflow, id).workflowSubmit({ waits: true });
    },
    raise: (id) => ingress.workflowClient(workflow, id).raise({ go: 1 }),
    async ended(id) {
      mustCount(1, await ingress.workflowClient(workflow, id).workflowAttach());
    },
  },
});
