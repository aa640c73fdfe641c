import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { expect, readyOf, sample, test } from './fixtures/command';
import { takePort } from './fixtures/ports';
import { isAlive, runtimeOf } from './fixtures/process-tree';

const WORKER = sample('scenarios', 'main.ts');
const START_CHAIN = sample('scenarios', 'start-chain.ts');

test('serve runs the parts that it is told to, on the ports of its flags, and ends in good order', async ({
  perdure,
}) => {
  const free = await takePort();
  await free.release();
  const child = perdure(['serve', '--no-console', '--http-port', String(free.port)], { PERDURE_HTTP_PORT: '1' });
  const ready = await readyOf(child);
  expect(Object.keys(ready)).toEqual(['grpc', 'http', 'metrics']);
  expect(ready.http).toBe(`http://127.0.0.1:${free.port}`);
  expect((await fetch(`${ready.http}/v1.0/healthz`)).ok).toBe(true);
  const second = perdure(['serve', '--no-console']);
  expect(await second.exited, second.output).toBe(4);
  await child.stop();
  expect(child.process.exitCode, child.output).toBe(0);
});

test('an app of a second terminal gets an App ID from the Perdure that runs already', async ({ perdure }) => {
  test.setTimeout(180_000);
  const served = perdure(['serve']);
  const { console: address } = await readyOf(served);
  const worker = perdure(['run', '--app-id', 'orders', '--', ...WORKER]);
  await worker.line(/^\[orders\] worker ready$/);
  expect(worker.output).toContain('Using the Perdure that runs already');
  const starter = perdure(['run', '-a', 'orders', '--', ...START_CHAIN, '5']);
  expect(await starter.exited, starter.output).toBe(0);
  expect(starter.output).toMatch(/^\[orders\] .*22$/m);
  const list = perdure(['workflow', 'list', '--server', String(address), '-o', 'json']);
  expect(await list.exited).toBe(0);
  expect(JSON.parse(list.output)).toMatchObject([{ appId: 'orders', name: 'Chain', status: 'completed' }]);
  const byConsole = ['start', 'Chain', '-a', 'orders', '--input', '1', '--wait', '--server', String(address)];
  const started = perdure(['workflow', ...byConsole]);
  expect(await started.exited, started.output).toBe(0);

  const doctor = perdure(['doctor']);
  expect(await doctor.exited, doctor.output).toBe(0);
  expect(doctor.output).toMatch(/^ok +Workers of orders +1 connected, 0 open executions$/m);

  process.kill((await runtimeOf(served.process.pid ?? 0)) ?? 0, 'SIGKILL');
  await served.line(/the runtime ended \(SIGKILL\); starting it again/);
  const port = /Dapr HTTP API on port (\d+)/.exec(worker.output)?.[1];
  const idAt = (): Promise<unknown> =>
    fetch(`http://127.0.0.1:${port}/v1.0/metadata`)
      .then(async (answer) => ((await answer.json()) as { id: string }).id)
      .catch(() => undefined);
  await expect.poll(idAt, { message: 'it is served where it was' }).toBe('orders');
});

test('a single app ends Perdure with its own exit code, and a command that is not there is told at once', async ({
  folder,
  perdure,
}) => {
  const app = perdure(['run', '--no-console', '--', process.execPath, '-e', 'console.error("no"); process.exit(7)']);
  expect(await app.exited, app.output).toBe(7);
  expect(app.output).toContain('[default] no');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { worker: 'node worker.js' } }));
  const missing = perdure(['run', '--', 'worker']);
  expect(await missing.exited).toBe(2);
  expect(missing.output).toBe(
    'App "default" cannot start: there is no command "worker".\npackage.json has a script of that name: npm run worker',
  );
});

for (const verb of ['run', 'dev'] as const) {
  test(`${verb} that is killed by force leaves neither runtime nor app behind, nor what the app has started`, async ({
    perdure,
  }) => {
    const forks = `
      const { spawn } = require('node:child_process');
      const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
      console.log('ids ' + process.pid + ' ' + other.pid);
      setInterval(() => undefined, 1000);`;
    const child = perdure([verb, '--no-console', '--', process.execPath, '-e', forks.replaceAll('\n', ' ')]);
    const line = await child.line(/ids \d+ \d+$/);
    const ids = (line.match(/\d+ \d+$/)?.[0] ?? '').split(' ').map(Number);
    const all = [...ids, (await runtimeOf(child.process.pid ?? 0)) ?? 0];
    expect(all.filter(isAlive)).toEqual(all);
    child.process.kill('SIGKILL');
    await expect.poll(() => all.filter(isAlive), { message: 'all have ended', timeout: 20_000 }).toEqual([]);
  });
}

test('all apps of a run file run together; one that fails ends the others and is told by its last lines', async ({
  folder,
  perdure,
}) => {
  mkdirSync(join(folder, 'billing'));
  const wanted = await takePort();
  await wanted.release();
  const failing = 'console.log(process.env.REGION, process.env.DAPR_HTTP_PORT); setTimeout(() => process.exit(3), 200)';
  const file = {
    version: 1,
    common: { resourcesPath: './resources', env: { REGION: 'eu' } },
    apps: [
      { appID: 'orders', appDirPath: '.', command: [...WORKER] },
      {
        ...{
          appID: 'billing',
          appDirPath: './billing',
          daprHTTPPort: wanted.port,
          appLogDestination: 'fileAndConsole',
        },
        command: [process.execPath, '-e', failing],
      },
    ],
  };
  writeFileSync(join(folder, 'dapr.yaml'), stringify(file));
  const run = perdure(['run', '--no-console', '-f', '.']);
  expect(await run.exited, run.output).toBe(3);
  expect(run.output).toContain('Passed over, because Perdure has no use for it: resourcesPath.');
  expect(run.output).toContain(`[billing] eu ${wanted.port}`);
  expect(run.output).toContain(
    `App "billing" ended with exit code 3; the others are stopped. Its last lines:\n  eu ${wanted.port}`,
  );
  expect(run.output).toMatch(/App ID billing: its output goes to .*billing_app_\d+\.log\./);
});

test('dev finds the app of the folder, and starts it again when a file changes and when it crashes', async ({
  folder,
  perdure,
}) => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { worker: 'node worker.js' } }));
  const worker = (body: string): void => writeFileSync(join(folder, 'worker.js'), body);
  worker('console.log("first", process.env.APP_ID); setInterval(() => undefined, 1000);');
  const dev = perdure(['dev', '--app-id', 'orders']);
  expect((await readyOf(dev)).console).toMatch(/^http:/);
  await dev.line(/^\[orders\] first orders$/);
  worker('console.log("second"); process.exit(5);');
  await dev.line(/^worker\.js changed; starting "orders" again\.$/);
  await dev.line(/^\[orders\] second$/);
  await dev.line(/^App "orders" ended with exit code \d+; it is started again in 1 s/);
  await dev.line(/^App "orders" had ended; starting "orders" again\.$/);
  await dev.stop('SIGINT');
  expect(dev.process.exitCode, dev.output).toBe(0);
});
