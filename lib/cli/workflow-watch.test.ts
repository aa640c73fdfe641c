import { expect, onTestFinished, test, vi } from 'vitest';
import { openCli, type CliUnderTest } from '@/lib/testing/cli-under-test';
import { callTask, complete } from '@/lib/testing/workflow-actions';

test('watch prints a line for each change of one execution until it has ended', async () => {
  const cli = await openCli();
  const worker = cli.fx.worker();
  await cli.fx.start('a', { name: 'Order' });
  const watching = await watch(cli, 'a', '-a', 'shop');
  await watching.said(/a {2}Order {2}pending/);
  await worker.answer(await worker.turn(), [callTask(1, { name: 'Reserve' })]);
  await watching.said(/Order {2}running {2}activity Reserve/);
  await worker.finish(await worker.activity());
  await worker.answer(await worker.turn(), [complete(2)]);
  expect(await watching.end).toBe(0);
  expect(watching.lines.at(-1)).toMatch(/^20\d\d-.*Z {2}shop {2}a {2}Order {2}completed$/);
});

test('a connection that is lost is taken up where it was lost; who did not complete gives exit code 1', async () => {
  const cli = await openCli();
  await cli.fx.start('a', { name: 'Order' });
  const watching = await watch(cli, 'a', '-a', 'shop', '-o', 'ndjson');
  await watching.said(/"pending"/);
  cli.cutConnections();
  await vi.waitFor(() => expect(watching.errors.join()).toContain('asking again'), { interval: 5 });
  await cli.fx.runtime.terminate({ appId: 'shop', instanceId: 'a' }, { output: undefined, recurse: false });
  expect(await watching.end).toBe(1);
  expect(watching.lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { status: 'pending' },
    { status: 'terminated' },
  ]);
});

test('without an instance ID all changes are told, of one app where it is named', async () => {
  const cli = await openCli();
  const watching = await watch(cli, '--app-id', 'shop');
  await cli.asked('/api/v1/events');
  await cli.fx.start('elsewhere', { ref: { appId: 'depot', instanceId: 'elsewhere' } });
  await cli.fx.start('a', { name: 'Order' });
  await watching.said(/a {2}Order {2}pending/);
  await cli.fx.runtime.purge({ appId: 'shop', instanceId: 'a' }, { recursive: false, force: true });
  await watching.said(/shop {2}a {2}purged/);
  watching.stop();
  expect(await watching.end).toBe(0);
  expect(watching.lines.join()).not.toContain('depot');
});

test('a watch of all ends when its time is up', async () => {
  const { perdure } = await openCli();
  expect(await perdure('workflow', 'watch', '--timeout', '100ms')).toEqual({ code: 0, out: '', err: '' });
});

test('who is not there cannot be watched, and neither can a console that is not there', async () => {
  const { perdure, perdureWith } = await openCli();
  expect(await perdure('workflow', 'watch', 'nobody', '-a', 'shop')).toMatchObject({ code: 3, out: '' });
  expect(await perdureWith({ env: { PERDURE_URL: 'http://127.0.0.1:1' } }, 'workflow', 'watch')).toMatchObject({
    code: 9,
    err: expect.stringContaining('http://127.0.0.1:1 does not answer') as string,
  });
});

/** Watches beside the test; `said` resolves when a line was printed. */
async function watch(cli: CliUnderTest, ...args: readonly string[]) {
  const lines: string[] = [];
  const errors: string[] = [];
  const stop = new AbortController();
  const rim = {
    stop: stop.signal,
    out: (line: string) => void lines.push(line),
    err: (line: string) => void errors.push(line),
  };
  const end = cli.perdureWith(rim, 'workflow', 'watch', ...args).then(({ code }) => code);
  const said = (pattern: RegExp): Promise<void> =>
    vi.waitFor(() => expect(lines.join('\n')).toMatch(pattern), { interval: 5, timeout: 10_000 });
  onTestFinished(() => stop.abort());
  return { lines, errors, end, said, stop: () => stop.abort() };
}
