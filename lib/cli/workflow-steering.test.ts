import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openCli, type CliUnderTest } from '@/lib/testing/cli-under-test';
import { HOURLY_RETRIES } from '@/lib/testing/hourly-retries';
import { refOf, type FixtureOptions } from '@/lib/testing/runtime-fixture';
import { callTask, callTimer, complete } from '@/lib/testing/workflow-actions';

const HOUR = 3_600_000;
const BOOM = { type: 'Boom', message: 'no', nonRetriable: false };

describe('perdure workflow start', () => {
  test('starts with all it is given, and prints the instance ID alone', async () => {
    const { perdure, fx } = await setup();
    const args = ['--instance-id', 'order-1', '--input', '{"sku":7}', '--tag', 'region=eu', '--tag', 'note=a=b'];
    const started = await perdure(
      'workflow',
      'start',
      '--name',
      'Order',
      '-a',
      'shop',
      ...args,
      '--start-time',
      '1h30m',
    );
    expect(started).toEqual({ code: 0, out: 'order-1', err: '' });
    expect(await fx.runtime.get(refOf('order-1'))).toMatchObject({
      ...{ name: 'Order', input: '{"sku":7}', tags: { region: 'eu', note: 'a=b' }, status: 'pending' },
      scheduledStartAt: fx.clock.now() + 1.5 * HOUR,
    });
    const at = await perdure('wf', 'run', 'Order', '-a', 'depot', '--json', '--start-time', '2036-01-01T00:00:00Z');
    const { appId, instanceId } = JSON.parse(at.out) as { appId: string; instanceId: string };
    const later = await fx.runtime.get({ appId, instanceId });
    expect(later).toMatchObject({ appId: 'depot', scheduledStartAt: Date.UTC(2036, 0, 1) });
  });

  test('reads its input from a file or from standard input', async () => {
    const { perdureWith, fx, url } = await setup();
    const folder = mkdtempSync(join(tmpdir(), 'perdure-cli-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'order.json'), '{"from":"file"}\n');
    const start = (id: string, file: string) =>
      perdureWith(
        { env: { PERDURE_URL: url }, folder, readInput: async () => '["piped"]' },
        ...['workflow', 'start', 'Order', '-a', 'shop', '-i', id, '--input-file', file, '-s', '1h'],
      );
    expect(await start('a', 'order.json')).toMatchObject({ code: 0 });
    expect(await start('b', '-')).toMatchObject({ code: 0 });
    expect((await fx.runtime.get(refOf('a')))?.input).toBe('{"from":"file"}');
    expect((await fx.runtime.get(refOf('b')))?.input).toBe('["piped"]');
    expect(await start('c', 'none.json')).toMatchObject({
      code: 2,
      err: expect.stringContaining('none.json') as string,
    });
  });

  test('says what is wrong with what it is given', async () => {
    const { perdure } = await setup();
    const start = (...args: readonly string[]) => perdure('workflow', 'start', ...args);
    expect(await start('-a', 'shop')).toMatchObject({ code: 2, err: expect.stringMatching(/^No workflow/) as string });
    expect((await start('Order', '-a', 'shop', '--input', '{a:1}')).err).toMatch(/--input is not valid JSON[^]*quotes/);
    expect((await start('Order', '--start-time', 'tomorrow')).err).toContain('Not a time');
    expect((await start('Order', '--tag', 'region')).err).toContain('key=value');
    expect(await start('Order', '-a', 'nowhere')).toMatchObject({
      code: 2,
      err: 'The runtime serves no app nowhere.\nApps: shop, depot. Others are declared in PERDURE_APPS.',
    });
    await start('Order', '-a', 'shop', '-i', 'twice', '-s', '1h');
    expect(await start('Order', '-a', 'shop', '-i', 'twice')).toMatchObject({ code: 4, out: '' });
  });

  test('--wait shows how it ended; exit code 1 when it did not complete, 8 when the time is up', async () => {
    const { perdure, fx } = await setup();
    fx.worker({
      workflows: {
        Good: () => [complete(1)],
        Bad: () => [complete(1, { status: 'failed', result: undefined, failure: BOOM })],
        Slow: () => [],
      },
    });
    const run = (name: string, ...more: readonly string[]) =>
      perdure('workflow', 'start', name, '-a', 'shop', '-i', name, '--wait', ...more);
    const good = await run('Good');
    expect(good).toMatchObject({ code: 0, err: expect.stringContaining('Started Good in app shop') as string });
    expect(good.out).toMatch(/^Status +completed$[^]*^Output +"done"$/m);
    const bad = await run('Bad', '--json');
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({ instance: { status: 'failed', failure: { type: 'Boom' } } });
    expect(await run('Slow', '--timeout', '200ms')).toMatchObject({ code: 8, out: '' });
  });
});

test('suspend, resume, raise-event, terminate and purge do what they say', async () => {
  const { perdure, fx } = await setup();
  await fx.start('a');
  const on = (...args: readonly string[]) => perdure('workflow', ...args, '--app-id', 'shop');
  expect(await on('suspend', 'a', '--reason', 'stock taking')).toMatchObject({
    code: 0,
    out: 'Suspended a of app shop.',
  });
  expect(await fx.status('a')).toBe('suspended');
  expect(await on('resume', '--instance-id', 'a', '--reason', 'done')).toMatchObject({ out: 'Resumed a of app shop.' });
  expect(await on('raise-event', 'a', 'Approval', '--input', '{"by":"ada"}')).toMatchObject({
    out: 'Sent Approval to a of app shop.',
  });
  expect(await on('raise-event', 'a/Second', '--json')).toMatchObject({ out: '{\n  "done": true\n}' });
  expect(await on('terminate', 'a', '--output', '"enough"')).toMatchObject({ out: 'Terminated a of app shop.' });
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'terminated', output: '"enough"' });
  const told = await fx.history('a');
  expect(told).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'execution-suspended', reason: 'stock taking' }),
      expect.objectContaining({ kind: 'event-raised', name: 'Approval', input: '{"by":"ada"}' }),
      expect.objectContaining({ kind: 'event-raised', name: 'Second' }),
    ]),
  );
  expect(await on('pause', 'a')).toEqual({
    ...{ code: 5, out: '' },
    err: 'Cannot suspend a. Already ended (Terminated); there is nothing to pause.',
  });
  expect(await on('purge', 'a')).toMatchObject({ code: 0, out: 'Deleted 1 execution.' });
  expect(await on('purge', 'a')).toMatchObject({ code: 3 });
  expect(await on('terminate')).toMatchObject({ code: 2, err: 'No execution is named.\nGive its instance ID.' });
  expect(await on('raise-event', 'a')).toMatchObject({ code: 2, err: expect.stringContaining('No event') as string });
});

test('rerun begins at the start, at the step that failed, or at a step of choice', async () => {
  const { perdure, fx } = await setup();
  fx.worker({
    workflows: {
      Order: (events) => {
        const over = events.filter(({ kind }) => kind === 'task-completed' || kind === 'task-failed').length;
        if (over === 0) return [callTask(1)];
        return over === 1 ? [callTask(2)] : [complete(3)];
      },
    },
    activity: ({ taskId, instanceId }) =>
      taskId === 2 && instanceId === 'a' ? { kind: 'failed', failure: BOOM } : { kind: 'completed', result: '"ok"' },
  });
  await fx.start('a', { name: 'Order', input: '{"sku":7}', tags: { region: 'eu' } });
  await fx.ended('a');
  const rerun = (...args: readonly string[]) => perdure('workflow', 'rerun', 'a', '-a', 'shop', ...args);
  expect(await rerun('--new-instance-id', 'again')).toEqual({ code: 0, out: 'again', err: '' });
  expect(await fx.ended('again')).toMatchObject({ input: '{"sku":7}', tags: { region: 'eu' }, status: 'completed' });
  await rerun('--new-instance-id', 'forked', '--from', 'failed-step');
  expect(await fx.ended('forked')).toMatchObject({ rerunOf: 'a', status: 'completed' });
  await rerun('--new-instance-id', 'chosen', '--event-id', '1', '--input', '"other"');
  await fx.ended('chosen');
  expect(await fx.history('chosen')).toContainEqual(
    expect.objectContaining({ kind: 'task-scheduled', eventId: 1, input: '"other"' }),
  );
  expect(await perdure('workflow', 'rerun', 'again', '-a', 'shop', '--from', 'failed-step')).toMatchObject({
    code: 5,
    err: expect.stringContaining('No step of again failed.') as string,
  });
  await fx.start('open', { name: 'Nobody' });
  expect(await perdure('workflow', 'rerun', 'open', '-a', 'shop')).toMatchObject({ code: 5 });
});

test('retry-now finds the one wait before a next try, and asks which when there are more', async () => {
  const { perdure, fx } = await setup({ policies: HOURLY_RETRIES });
  const worker = fx.worker();
  await fx.start('a');
  const retryNow = (...args: readonly string[]) => perdure('workflow', 'retry-now', 'a', '-a', 'shop', ...args);
  expect(await retryNow()).toMatchObject({ code: 5, err: 'Nothing in a waits for a next try.' });
  const origin = { kind: 'activity-retry', taskExecutionId: 'x' } as const;
  const waiting = callTimer(2, fx.clock.now() + HOUR, { origin });
  await worker.answer(await worker.turn(), [callTask(1), waiting, callTimer(3, fx.clock.now() + HOUR)]);
  await worker.finish(await worker.activity(), { outcome: { kind: 'failed', failure: BOOM } });
  expect(await retryNow()).toMatchObject({ code: 2, err: expect.stringContaining('--event-id: 1, 2.') as string });
  expect(await retryNow('--event-id', '2')).toMatchObject({ code: 0 });
  await worker.answer(await worker.turn(), []);
  expect(await retryNow()).toMatchObject({ code: 0, out: 'Begun the next try in a of app shop.' });
  expect(await worker.activity()).toMatchObject({ taskId: 1 });
});

function setup(options: FixtureOptions = {}): Promise<CliUnderTest> {
  return openCli(options);
}
