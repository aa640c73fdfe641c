import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { Child, ROOT } from './fixtures/child';
import { countsOf, detailOf, runtimeStateOf, STACK_LINE } from './fixtures/console-api';
import { sampleWorker, startPerdure, type Perdure } from './fixtures/perdure';
import { expectFree, takePort } from './fixtures/ports';
import { childrenOf, isAlive, runtimeOf } from './fixtures/process-tree';
import { startRuntime } from './fixtures/runtime';

const START = join(ROOT, 'scripts', 'start.js');
const ANY_PORT = {
  PERDURE_CONSOLE_PORT: '0',
  PERDURE_GRPC_PORT: '0',
  PERDURE_HTTP_PORT: '0',
  PERDURE_METRICS_PORT: '0',
  PERDURE_DEMO: '0',
};

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-start-'));
});

test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts Perdure where it cannot start and answers what it said. */
async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
  const child = new Child({ args: [START], env: { PERDURE_DATA_DIR: folder, ...ANY_PORT, ...env } });
  const code = await child.exited;
  expect(code, child.output).not.toBe(0);
  expect(code, 'it ended by itself').not.toBeNull();
  expect(child.output).not.toMatch(STACK_LINE);
  expect(child.output).not.toContain('perdure ready');
  return child.output;
}

const portOf = (address: string): number => Number(/:(\d+)(?=\/|$)/.exec(address)?.[1]);

const supervisorOf = (perdure: Perdure): number => perdure.supervisor.process.pid ?? 0;

for (const setting of ['PERDURE_CONSOLE_PORT', 'PERDURE_GRPC_PORT', 'PERDURE_HTTP_PORT', 'PERDURE_METRICS_PORT']) {
  test(`a taken port is refused by its number and by ${setting}`, async () => {
    const taken = await takePort();
    try {
      const said = await refusal({ [setting]: String(taken.port) });
      expect(said).toMatch(new RegExp(`Perdure cannot start: .*\\b${taken.port}\\b.* in use`));
      expect(said).toContain(setting);
    } finally {
      await taken.release();
    }
  });
}

test('a data folder that cannot be made is refused by its name', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const said = await refusal({ PERDURE_DATA_DIR: join(file, 'store') });
  expect(said).toMatch(/Perdure cannot start: .*cannot be created/);
  expect(said).toContain(join(file, 'store'));
});

test('a value that is not allowed is refused with what is', async () => {
  expect(await refusal({ PERDURE_GRPC_PORT: 'fifty' })).toMatch(
    /Perdure cannot start: PERDURE_GRPC_PORT is "fifty"\. Allowed: a port number/,
  );
});

test('a console that others could reach is refused without users, with what to do about it', async () => {
  const said = await refusal({ PERDURE_HOST: '0.0.0.0' });
  expect(said).toMatch(/Perdure cannot start: PERDURE_HOST is 0\.0\.0\.0: .*nobody would have to sign in/);
  expect(said).toContain('user hash-password');
});

test('an older Node without the one that the install brings is told to install', async () => {
  const scripts = join(folder, 'scripts');
  mkdirSync(scripts);
  for (const name of ['start.js', 'require-node.js', 'register-typescript.js']) {
    cpSync(join(ROOT, 'scripts', name), join(scripts, name));
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const older = join(folder, 'older.mjs');
  writeFileSync(
    older,
    "const versions = { ...process.versions, node: '20.11.0' };\n" +
      "Object.defineProperty(process, 'versions', { value: versions });\n",
  );
  const child = new Child({ args: ['--import', older, join(scripts, 'start.js')], env: {}, cwd: folder });
  expect(await child.exited).toBe(1);
  expect(child.output).toMatch(/^Perdure needs Node 24, and this is v[\d.]+: run "npm install"/);
  expect(child.output.split('\n')).toHaveLength(1);
});

test('the sample app shows every status but stalled within 30 s', async () => {
  const perdure = await startPerdure({ PERDURE_DEMO: '1' });
  try {
    const wanted = INSTANCE_STATUSES.filter((status) => status !== 'stalled').toSorted();
    const seen = async (): Promise<readonly string[]> => {
      const { byStatus } = await countsOf(perdure.addresses.console);
      return wanted.filter((status) => byStatus[status].count > 0);
    };
    await expect.poll(seen, { timeout: 30_000 }).toEqual(wanted);
  } finally {
    await perdure.stop();
  }
});

test.describe('one that runs', () => {
  let perdure: Awaited<ReturnType<typeof startPerdure>>;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    perdure = await startPerdure();
  });

  test.afterAll(() => perdure.stop());

  test('answers on every address it names', async () => {
    const { addresses, client } = perdure;
    expect((await fetch(addresses.console)).headers.get('content-type')).toContain('text/html');
    expect((await fetch(`${addresses.http}/v1.0/healthz`)).ok).toBe(true);
    expect(await (await fetch(addresses.metrics)).text()).toContain('perdure_connected_workers');
    expect(await client.getWorkflowState('nobody-started-this', false)).toBeUndefined();
    expect(await runtimeStateOf(addresses.console)).toBe('up');
  });

  test('has started nothing of its own without the sample app', async () => {
    const commands = (await childrenOf(supervisorOf(perdure))).map(({ command }) => command);
    expect(commands).toHaveLength(2);
    expect(commands.filter((command) => command.includes('examples'))).toEqual([]);
    expect((await countsOf(perdure.addresses.console)).total.count).toBe(0);
  });

  test('keeps a second runtime off its store and says which process holds it', async () => {
    const holder = await runtimeOf(supervisorOf(perdure));
    const said = await refusal({ PERDURE_DATA_DIR: perdure.dataDir });
    expect(said).toMatch(
      new RegExp(`in use by another Perdure runtime \\(pid ${holder} on host ${hostname()}, since `),
    );
    expect(await runtimeStateOf(perdure.addresses.console)).toBe('up');
  });

  test('starts a killed runtime again, and what ran goes on', async () => {
    const { client, addresses } = perdure;
    await perdure.startWorker(sampleWorker(0));
    const order = {
      ...{ orderId: 'killed', customer: 'Ada Berg', paymentToken: 'tok_ok', approvalTimeoutSeconds: 86_400 },
      lines: [{ sku: 'desk-oak', quantity: 3 }],
    };
    await client.scheduleNewWorkflow('OrderWorkflow', order, 'killed');
    const customStatus = async (): Promise<string | undefined> =>
      (await detailOf(addresses.console, 'killed')).instance.customStatus;
    await expect.poll(customStatus).toContain('Waiting for approval');
    const before = await runtimeOf(supervisorOf(perdure));
    expect(before).toBeDefined();
    process.kill(before ?? 0, 'SIGKILL');
    await perdure.supervisor.line(/the runtime ended \(SIGKILL\); starting it again/);
    const running = (): Promise<number | undefined> => runtimeOf(supervisorOf(perdure));
    await expect.poll(running).toEqual(expect.any(Number));
    expect(await running()).not.toBe(before);
    await expect.poll(() => runtimeStateOf(addresses.console)).toBe('up');
    await client.raiseEvent('killed', 'Approval', { approved: true });
    const state = await client.waitForWorkflowCompletion('killed', true, 30);
    expect(JSON.parse(state?.serializedOutput ?? 'null')).toMatchObject({ status: 'shipped' });
  });
});

test('one whose store another runtime has taken ends, and is not started again', async () => {
  const config = join(folder, 'perdure.config.json');
  writeFileSync(config, JSON.stringify({ timeouts: { lease: '2s' } }));
  const perdure = await startPerdure({ PERDURE_CONFIG: config });
  const runtime = (await runtimeOf(supervisorOf(perdure))) ?? 0;
  process.kill(runtime, 'SIGSTOP');
  const at = { dataDir: perdure.dataDir, grpcPort: 0, httpPort: 0 };
  const other = await startRuntime(at, { PERDURE_CONFIG: config });
  try {
    process.kill(runtime, 'SIGCONT');
    expect(await perdure.supervisor.exited).toBe(4);
    expect(perdure.supervisor.output).toContain(`Perdure runtime pid ${other.child.process.pid} on host ${hostname()}`);
    expect(perdure.supervisor.output).not.toContain('starting it again');
  } finally {
    await other.child.stop();
    await perdure.stop();
  }
});

test('Ctrl-C ends every process within 5 s and frees the ports', async () => {
  const perdure = await startPerdure();
  const children = await childrenOf(supervisorOf(perdure));
  expect(children).toHaveLength(2);
  const began = performance.now();
  await perdure.supervisor.stop('SIGINT');
  const took = performance.now() - began;
  await perdure.stop();
  expect(took).toBeLessThan(5000);
  expect(perdure.supervisor.process.exitCode).toBe(0);
  expect(children.filter(({ pid }) => isAlive(pid))).toEqual([]);
  for (const address of Object.values(perdure.addresses)) await expectFree(portOf(address));
});
