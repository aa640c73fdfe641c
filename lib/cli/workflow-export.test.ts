import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCli } from '@/lib/testing/cli-under-test';
import { refOf } from '@/lib/testing/runtime-fixture';
import { callTask, callTimer, complete } from '@/lib/testing/workflow-actions';

test('a run comes back as it was, under another ID, and verify finds nothing wrong with it', async () => {
  const { run, perdure, fx } = await setup();
  expect(await run('export', 'order-1', '-f', 'order.json')).toEqual({
    ...{ code: 0, out: '', err: 'Written to order.json.\n1 execution, with their payloads.' },
  });
  expect(await perdure('workflow', 'import', 'order.json', '--prefix', 'copy-')).toEqual({
    ...{ code: 0, out: 'copy-order-1', err: '1 execution imported, to be looked at.' },
  });
  const [origin, copy] = [await detail(run, 'order-1'), await detail(run, 'copy-order-1')];
  expect(copy).toEqual({
    ...origin,
    ...{ instanceId: 'copy-order-1', revision: expect.any(Number) as number },
    tags: { 'perdure.imported': new Date(fx.clock.now()).toISOString() },
  });
  const [compared] = [await run('compare', 'order-1', 'copy-order-1')];
  expect(compared.code, compared.out).toBe(0);
  expect((await perdure('workflow', 'list', 'tag.perdure.imported:*', '-o', 'ids')).out).toBe('copy-order-1');
  expect(await perdure('db', 'verify', '--store', fx.path)).toMatchObject({ code: 0 });
});

test('what ran does not go on, neither when its timer is due nor when it is asked to; what goes on beside it does', async () => {
  const { run, perdure, fx } = await setup();
  await run('export', 'waiting-1', '-f', 'waiting.json');
  await perdure('workflow', 'import', 'waiting.json', '--prefix', 'copy-');
  const before = await detail(run, 'copy-waiting-1');
  expect(before).toMatchObject({ status: 'running', waitingOn: { nextTimerAt: expect.any(Number) as number } });
  expect(await perdure('db', 'verify', '--store', fx.path)).toMatchObject({ code: 0 });
  fx.clock.advance(3_600_000);
  await fx.ended(refOf('waiting-1'));
  for (const verb of [['suspend'], ['resume'], ['terminate', '--yes'], ['raise-event', '--event-name', 'Go']]) {
    const [name = '', ...rest] = verb;
    expect(await run(name, 'copy-waiting-1', ...rest), name).toMatchObject({
      ...{ code: 5, err: expect.stringMatching(/copy-waiting-1.* kept to be looked at/) as string },
    });
  }
  const { revision: _, ...after } = await detail(run, 'copy-waiting-1');
  expect(after).toEqual({ ...before, revision: undefined });
  expect(await run('purge', 'copy-waiting-1', '--yes')).toMatchObject({ code: 0 });
  expect(await run('get', 'waiting-1')).toMatchObject({ code: 0 });
});

test('redaction is said in the bundle, and what was redacted is gone', async () => {
  const { run, folder } = await setup();
  const read = (name: string): string => {
    const text = readFileSync(join(folder, name), 'utf8');
    const { runs } = JSON.parse(text) as { runs: { history: string[]; redaction: unknown }[] };
    return `${JSON.stringify(runs[0]?.redaction)} ${runs[0]?.history.map((event) => Buffer.from(event, 'base64').toString('latin1')).join('') ?? ''}`;
  };
  await run('export', 'order-1', '-f', 'whole.json');
  expect(read('whole.json')).toContain('ada@example.com');
  expect((await run('export', 'order-1', '--redact', 'payloads', '-f', 'none.json')).err).toContain(
    'payloads redacted',
  );
  expect(read('none.json')).toMatch(/^\{"kind":"payloads","paths":\[\]\}/);
  expect(read('none.json')).not.toMatch(/ada@example|"sku"/);
  await run('export', 'order-1', '--redact-path', 'customer.email', '-f', 'less.json');
  expect(read('less.json')).toMatch(/^\{"kind":"paths","paths":\["customer.email"\]\}/);
  expect(read('less.json')).toContain('{"sku":7,"customer":{"email":"redacted"}}');
});

test('what cannot be imported is refused, and it is said why', async () => {
  const { run, perdure, folder } = await setup();
  await run('export', 'order-1', 'order-2', '-f', 'orders.json');
  const refused = async (change: (bundle: Record<string, unknown>) => unknown, ...args: readonly string[]) => {
    const bundle = JSON.parse(readFileSync(join(folder, 'orders.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(folder, 'changed.json'), JSON.stringify(change(bundle)));
    return perdure('workflow', 'import', 'changed.json', ...args);
  };
  expect(await refused((bundle) => bundle)).toMatchObject({
    code: 4,
    err: expect.stringContaining('already exists') as string,
  });
  expect((await refused((bundle) => ({ ...bundle, version: 2 }))).err).toContain('reads up to version 1');
  expect((await refused((bundle) => ({ ...bundle, exportedAt: 1 }))).err).toContain('is damaged');
  expect((await refused(() => ({ some: 'thing' }))).err).toContain('holds no exported executions');
  expect(await perdure('workflow', 'import', 'nothing.json')).toMatchObject({ code: 2 });
  expect((await refused((bundle) => bundle, '--app-id', 'nobody')).err).toContain('serves no app nobody');
});

test('executions are named or found, not both, and no more than was said', async () => {
  const { run } = await setup();
  expect(await run('export')).toMatchObject({ code: 2, err: expect.stringContaining('--query') as string });
  expect((await run('export', '--query', 'name:Order', '--limit', '1')).err).toContain('more than 1');
  expect(await run('export', '--query', 'name:Nothing')).toMatchObject({ code: 3 });
  expect((await run('export', '--query', 'name:Order', '-f', 'orders.json')).err).toContain('2 executions');
});

type Run = (
  ...args: readonly string[]
) => Promise<{ readonly code: number; readonly out: string; readonly err: string }>;

async function detail(run: Run, id: string): Promise<Record<string, unknown>> {
  const { out } = await run('get', id, '--json');
  return (JSON.parse(out) as { instance: Record<string, unknown> }).instance;
}

/** Two orders that are done, and one that waits for an activity and a timer. */
async function setup() {
  const cli = await openCli();
  const folder = mkdtempSync(join(tmpdir(), 'perdure-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const worker = cli.fx.worker({
    workflows: {
      Order: (events) =>
        events.some(({ kind }) => kind === 'task-completed') ? [complete(2)] : [callTask(1, { name: 'Reserve' })],
      Wait: (events) =>
        events.some(({ kind }) => kind === 'timer-fired') ? [complete(2)] : [callTimer(1, cli.fx.clock.now() + 60_000)],
    },
    activity: () => ({ kind: 'completed', result: '"ok"' }),
  });
  worker.connect();
  const input = '{"sku":7,"customer":{"email":"ada@example.com"}}';
  for (const id of ['order-1', 'order-2']) {
    await cli.fx.start(id, { name: 'Order', input });
    await cli.fx.ended(refOf(id));
  }
  await cli.fx.start('waiting-1', { name: 'Wait', input });
  await cli.fx.until(async () => (await cli.fx.history('waiting-1')).length > 2);
  const perdure = (...args: readonly string[]) => cli.perdureWith({ folder, env: { PERDURE_URL: cli.url } }, ...args);
  const run: Run = (verb = '', ...args) => perdure('workflow', verb, ...args, '-a', 'shop');
  return { ...cli, folder, perdure, run };
}
