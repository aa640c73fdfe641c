import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';

const APP = 'sleep 300 & echo "ids $$ $!"; exec sleep 300';
const DEAF = 'trap "" TERM; sleep 300 & echo "ids $$ $!"; while :; do sleep 300; done';

test.each([
  ['an app and what it has started', APP],
  ['an app that minds no signal', DEAF],
])(
  '%s end when the process that runs them is killed by force',
  async (_, script) => {
    const { runner, ids } = await run(script);
    expect(ids.filter(isAlive)).toEqual(ids);
    runner.kill('SIGKILL');
    await vi.waitFor(() => expect(ids.filter(isAlive)).toEqual([]), { timeout: 15_000, interval: 50 });
  },
  30_000,
);

test('what a guard would end is left alone once the app has ended', async () => {
  const { runner, ids } = await run(`${APP.replace('exec sleep 300', 'exit 0')}`);
  await vi.waitFor(() => expect(ids.filter(isAlive)).toEqual([]), { timeout: 10_000, interval: 50 });
  expect(runner.exitCode).toBeNull();
  runner.kill('SIGKILL');
});

/** A process that runs an app; answers the ids that the app tells. */
async function run(script: string) {
  const register = pathToFileURL('scripts/register-typescript.js').href;
  const code = `
    import { startApp } from '@/lib/bootstrap/run/app-process';
    const plan = { appId: 'a', folder: process.cwd(), command: ['sh', '-c', ${JSON.stringify(script)}] };
    await startApp(plan, {}, { out: console.log, err: console.error });
    setInterval(() => undefined, 1000);`;
  const runner = spawn(process.execPath, ['--import', register, '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void runner.kill('SIGKILL'));
  for await (const line of createInterface({ input: runner.stdout })) {
    const [, ...ids] = /^ids (\d+) (\d+)$/.exec(line) ?? [];
    if (ids.length > 0) return { runner, ids: ids.map(Number) };
  }
  throw new Error('the app did not start');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
