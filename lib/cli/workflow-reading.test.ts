import { styleText } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openCli, type CliUnderTest } from '@/lib/testing/cli-under-test';
import { refOf } from '@/lib/testing/runtime-fixture';
import { callTask, complete } from '@/lib/testing/workflow-actions';

const TABLE = `APP ID  INSTANCE ID  WORKFLOW  STATUS     AGE
shop    ship-1       Ship      pending    0 ms
shop    order-2      Order     failed     5 s
shop    order-1      Order     completed  5 s`;

test('list shows executions, newest first, for people', async () => {
  const { perdure } = await setup();
  expect(await perdure('workflow', 'list')).toEqual({ code: 0, out: TABLE, err: '3 executions.' });
  const wide = await perdure('wf', 'ls', '-o', 'wide');
  expect(wide.out).toMatch(/^APP ID .* AGE .* CREATED .* UPDATED .* DURATION .* WAITING FOR .* LAST ERROR$/m);
  expect(wide.out).toMatch(/^shop .* order-2 .* No stock\\nat all$/m);
});

test('list finds by the filter language and by flags, and by both together', async () => {
  const { perdure } = await setup();
  const ids = async (...args: readonly string[]) => (await perdure('workflow', 'list', ...args, '-o', 'ids')).out;
  expect(await ids('status:failed', 'app:shop')).toBe('order-2');
  expect(await ids('-name:Order')).toBe('ship-1');
  expect(await ids('-status:failed,pending', '-n', 'Order')).toBe('order-1');
  expect(await ids('--status', 'Failed,completed', '--name', 'Order')).toBe('order-2\norder-1');
  expect(await ids('id:*-1', '--name', 'Order')).toBe('order-1');
  expect(await ids('--app-id', 'depot')).toBe('');
  expect(await perdure('workflow', 'list', 'app:depot')).toEqual({ code: 0, out: '', err: 'No execution matches.' });
});

test('list answers programs in JSON, NDJSON and YAML, as the API has it', async () => {
  const { perdure } = await setup();
  const { out } = await perdure('workflow', 'list', '--json');
  const rows = JSON.parse(out) as object[];
  expect(rows).toMatchObject([{ instanceId: 'ship-1' }, { instanceId: 'order-2', status: 'failed' }, {}]);
  expect(parse((await perdure('workflow', 'list', '-o', 'yaml')).out)).toEqual(rows);
  const lines = (await perdure('workflow', 'list', '-o', 'ndjson')).out.split('\n');
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual(rows);
});

test('a list that is cut says so on stderr; --all goes through every page', async () => {
  const { perdure, fx } = await setup();
  const cut = await perdure('workflow', 'list', '--limit', '2', '-o', 'ids');
  expect(cut).toMatchObject({ code: 0, out: 'ship-1\norder-2', err: expect.stringContaining('--all') as string });
  await Promise.all(Array.from({ length: 600 }, (_, nth) => fx.start(`many-${nth}`)));
  const all = await perdure('workflow', 'list', '--all', '-o', 'ids');
  expect(new Set(all.out.split('\n')).size).toBe(603);
  expect(all.err).toBe('');
});

test('a query that is not understood is refused in the words of the console', async () => {
  const { perdure } = await setup();
  const { code, out, err } = await perdure('workflow', 'list', 'stats:failed');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('status');
  expect(await perdure('workflow', 'list', '--status', 'broken')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Statuses: pending, running') as string,
  });
  expect(await perdure('workflow', 'list', '--limit', '0')).toMatchObject({ code: 2 });
});

test('get shows one execution', async () => {
  const { perdure } = await setup();
  const { code, out } = await perdure('workflow', 'get', 'order-2', '--app-id', 'shop');
  expect(code).toBe(0);
  expect(out).toMatch(/^Instance ID +order-2$/m);
  expect(out).toMatch(/^Status +failed$/m);
  expect(out).toMatch(/^Input +\{"sku":7\}$/m);
  expect(out).toMatch(/^Error +StockError: No stock\\nat all$/m);
  const json = await perdure('workflow', 'get', 'order-1', '-a', 'shop', '--json');
  expect(JSON.parse(json.out)).toMatchObject({ instance: { instanceId: 'order-1', output: '"done"' } });
});

test('what is not there is said, with exit code 3; an app that may be any has to be named', async () => {
  const { perdure } = await setup();
  expect(await perdure('workflow', 'get', 'nobody', '-a', 'shop')).toMatchObject({
    code: 3,
    out: '',
    err: expect.stringContaining('nobody') as string,
  });
  expect(await perdure('workflow', 'get', 'order-1')).toMatchObject({
    code: 2,
    err: 'There are 2 apps: depot, shop.\nSay which one by --app-id.',
  });
});

test('history shows each event with the name of what it answers', async () => {
  const { perdure } = await setup();
  const { out } = await perdure('workflow', 'history', 'order-1', '-a', 'shop');
  expect(out.split('\n').map((line) => line.split(/ {2,}/).filter((cell) => !/^\d+ ms$/.test(cell)))).toEqual([
    ['#', 'AFTER', 'EVENT', 'ID', 'NAME', 'DETAILS'],
    ['0', 'workflow-started'],
    ['1', 'execution-started', 'Order', '{"sku":7}'],
    ['2', 'task-scheduled', '1', 'Reserve', '1'],
    ['3', 'workflow-started'],
    ['4', 'task-completed', '1', 'Reserve', '"ok"'],
    ['5', 'execution-completed', '2', '"done"'],
  ]);
  const json = await perdure('workflow', 'history', 'order-2', '-a', 'shop', '--json');
  expect(JSON.parse(json.out)).toMatchObject({ length: 6, 1: { event: { kind: 'execution-started', name: 'Order' } } });
});

test('colors are for a person at a terminal only', async () => {
  const { perdureWith, url } = await setup();
  const list = (env: Record<string, string>, isTerminal: boolean) =>
    perdureWith({ env: { PERDURE_URL: url, ...env }, isTerminal }, 'workflow', 'list');
  expect((await list({}, true)).out).toContain(styleText('red', 'failed   ', { validateStream: false }));
  expect((await list({ NO_COLOR: '1' }, true)).out).toBe(TABLE);
  expect((await list({}, false)).out).toBe(TABLE);
});

test('the address comes from --server, PERDURE_URL or nowhere, and a token goes along', async () => {
  const { perdure, perdureWith, url, lastHeaders, requireToken } = await setup();
  requireToken('secret');
  expect(await perdure('workflow', 'list')).toMatchObject({
    code: 6,
    err: expect.stringContaining('API token') as string,
  });
  const env = { PERDURE_TOKEN: 'secret' };
  expect(await perdureWith({ env }, 'workflow', 'list', '--server', `${url}/`)).toMatchObject({ code: 0 });
  expect(lastHeaders()).toMatchObject({ authorization: 'Bearer secret' });
  expect(await perdureWith({ env: { PERDURE_URL: 'localhost' } }, 'workflow', 'list')).toMatchObject({
    code: 2,
    err: expect.stringContaining('PERDURE_URL is no address') as string,
  });
  expect(await perdureWith({ env: { PERDURE_URL: 'http://127.0.0.1:1' } }, 'workflow', 'list')).toEqual({
    code: 9,
    out: '',
    err: 'The console at http://127.0.0.1:1 does not answer.\nStart Perdure with `npm start`, or name another console by --server or PERDURE_URL.',
  });
});

/** A completed and a failed order, and a shipment that nobody works on, five seconds later. */
async function setup(): Promise<CliUnderTest> {
  const cli = await openCli();
  const { fx } = cli;
  const worker = fx.worker({
    workflows: {
      Order: (events) => {
        const over = events.find(({ kind }) => kind === 'task-completed' || kind === 'task-failed');
        if (over === undefined) return [callTask(1, { name: 'Reserve' })];
        if (over.kind === 'task-completed') return [complete(2)];
        return [complete(2, { status: 'failed', result: undefined, failure: STOCK })];
      },
    },
    activity: ({ instanceId }) =>
      instanceId === 'order-2' ? { kind: 'failed', failure: STOCK } : { kind: 'completed', result: '"ok"' },
  });
  for (const id of ['order-1', 'order-2']) {
    await fx.start(id, { name: 'Order', input: '{"sku":7}' });
    await fx.ended(refOf(id));
  }
  worker.drop();
  fx.clock.advance(5_000);
  await fx.start('ship-1', { name: 'Ship' });
  return cli;
}

const STOCK = { type: 'StockError', message: 'No stock\nat all', nonRetriable: false };
