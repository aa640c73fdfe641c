import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DaprWorkflowClient } from '@dapr/dapr';
import { expect, test } from '@playwright/test';
import { verifyStoreAt } from '@/lib/bootstrap/store/verify-store-at';
import { alterStore } from '@/lib/testing/alter-store';
import { isWritable } from '@/lib/testing/is-writable';
import { readStore } from '@/lib/testing/read-store';
import { STACK_LINE } from './fixtures/console-api';
import { Child, program } from './fixtures/child';
import { expectFree } from './fixtures/ports';
import './fixtures/quiet-sdk';
import { startRuntime, type RuntimeAt } from './fixtures/runtime';

const STORE_TAKEN = 4;

let dataDir: string;
let running: Child[] = [];

test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'perdure-lease-'));
});

test.afterEach(async () => {
  await Promise.all(running.map((child) => child.stop('SIGKILL')));
  running = [];
  rmSync(dataDir, { recursive: true, force: true });
});

const storePath = (): string => join(dataDir, 'perdure.db');

/** The environment of a runtime that may be silent for so long. */
function lease(duration: string): Record<string, string> {
  const config = join(dataDir, 'perdure.config.json');
  writeFileSync(config, JSON.stringify({ timeouts: { lease: duration } }));
  return { PERDURE_CONFIG: config };
}

async function start(env: Readonly<Record<string, string>>): Promise<{ child: Child; at: RuntimeAt }> {
  const started = await startRuntime({ dataDir, grpcPort: 0, httpPort: 0 }, env);
  running.push(started.child);
  return started;
}

const clientOf = ({ grpcPort }: RuntimeAt): DaprWorkflowClient =>
  new DaprWorkflowClient({ daprHost: '127.0.0.1', daprPort: String(grpcPort) });

/** A start that is planned is acknowledged as soon as it is recorded: nobody waits for a first turn. */
const plan = (client: DaprWorkflowClient, id: string): Promise<string> =>
  client.scheduleNewWorkflow('Nobody', {}, id, new Date('2100-01-01'));

const startAll = (client: DaprWorkflowClient, ids: readonly string[]): Promise<string[]> =>
  Promise.all(ids.map((id) => plan(client, id)));

const names = (prefix: string): readonly string[] => Array.from({ length: 20 }, (_, index) => `${prefix}-${index}`);

/** Stops a process as a laptop's lid does, but not in the middle of a write: that would keep everybody else out. */
function freeze({ process: holder }: Child): void {
  holder.kill('SIGSTOP');
  while (!isWritable(storePath())) {
    holder.kill('SIGCONT');
    holder.kill('SIGSTOP');
  }
}

test('a second runtime is refused and told who has the store', async () => {
  const { child } = await start({});
  const second = new Child({
    args: program('lib', 'bootstrap', 'runtime', 'main.ts'),
    env: { PERDURE_DATA_DIR: dataDir, PERDURE_GRPC_PORT: '0', PERDURE_HTTP_PORT: '0', PERDURE_METRICS_PORT: '0' },
  });
  running.push(second);
  expect(await second.exited).toBe(STORE_TAKEN);
  const when = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`;
  const who = `pid ${child.process.pid} on host ${hostname()}, since ${when}, last sign of life ${when}`;
  expect(second.output).toMatch(
    new RegExp(`Perdure cannot start: .* is in use by another Perdure runtime \\(${who}\\)`),
  );
  expect(second.output).not.toMatch(STACK_LINE);
  expect(child.process.exitCode).toBeNull();
});

test('after kill -9 the next runtime serves at once, however long the lease', async () => {
  const env = lease('10m');
  const first = await start(env);
  const client = clientOf(first.at);
  await startAll(client, names('first'));
  await client.stop();
  await first.child.stop('SIGKILL');
  await start(env);
  expect((await readStore(storePath())).map(({ instance }) => instance.instanceId).toSorted()).toEqual(
    names('first').toSorted(),
  );
});

/** With a long lease no heartbeat is due for minutes: only the commit itself can find out that its time is over. */
for (const [noticedBy, duration] of [
  ['a heartbeat', '2s'],
  ['the commit alone', '10m'],
] as const) {
  test(`a runtime that was stopped and replaced can write nothing when it wakes, noticed by ${noticedBy}, and ends`, async () => {
    await replaced(duration);
  });
}

async function replaced(duration: string): Promise<void> {
  const env = lease(duration);
  const first = await start(env);
  const toFirst = clientOf(first.at);
  const acknowledged = await startAll(toFirst, names('first'));

  freeze(first.child);
  // Shortens what others grant it; the holder does not know.
  alterStore(storePath(), `UPDATE lease SET holder = json_set(holder, '$.leaseMs', 1000)`);
  const second = await start(env);
  expect(second.child.output).toContain(`is held by pid ${first.child.process.pid} on host`);
  const toSecond = clientOf(second.at);
  acknowledged.push(...(await startAll(toSecond, names('second'))));

  const late = names('late').map((id) => plan(toFirst, id));
  const refused = Promise.allSettled(late);
  first.child.process.kill('SIGCONT');
  acknowledged.push(...(await startAll(toSecond, names('third'))));
  expect((await refused).filter(({ status }) => status === 'fulfilled')).toEqual([]);
  expect(await first.child.exited).toBe(STORE_TAKEN);
  const successor = `Perdure runtime pid ${second.child.process.pid} on host ${hostname()}`;
  expect(first.child.output).toMatch(new RegExp(`Perdure stops: This process lost the store .*: ${successor}, since `));
  expect(first.child.output).not.toMatch(STACK_LINE);
  await expectFree(first.at.grpcPort);

  await Promise.all([toFirst.stop(), toSecond.stop()]);
  await second.child.stop('SIGTERM');
  const stored = (await readStore(storePath())).map(({ instance }) => instance.instanceId);
  expect(stored.toSorted()).toEqual(acknowledged.toSorted());
  const differences: unknown[] = [];
  await verifyStoreAt({ kind: 'sqlite', path: storePath() }, (difference) => void differences.push(difference));
  expect(differences).toEqual([]);
}

test('a runtime that was stopped for longer than its lease and not replaced goes on', async () => {
  const first = await start(lease('200ms'));
  const client = clientOf(first.at);
  await startAll(client, names('before'));
  freeze(first.child);
  const pending = startAll(client, names('asleep'));
  // Some other process takes longer than the lease to start and to end.
  await new Child({ args: program('lib', 'bootstrap', 'version.ts'), env: {} }).exited;
  first.child.process.kill('SIGCONT');
  await pending;
  await startAll(client, names('after'));
  await client.stop();
  expect(first.child.process.exitCode).toBeNull();
});
