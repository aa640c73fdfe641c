import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { openCli } from '@/lib/testing/cli-under-test';
import { refOf } from '@/lib/testing/runtime-fixture';
import { callTask, complete } from '@/lib/testing/workflow-actions';

test('graph draws an execution, as Mermaid unless something else is asked for', async () => {
  const { graph } = await setup();
  const { code, out } = await graph();
  expect(code).toBe(0);
  expect(out.split('\n').slice(0, 5)).toEqual([
    'flowchart TD',
    '  n0(["Order"]):::plain',
    '  n1["Reserve<br/>activity, completed, 0 ms"]:::done',
    '  n2(["Completed"]):::done',
    '  n0 --> n1',
  ]);
  expect((await graph('--format', 'dot')).out).toMatch(/^digraph execution \{[^]*\}$/);
  expect(JSON.parse((await graph('--format', 'json')).out)).toMatchObject({
    nodes: [{ type: 'start' }, { type: 'step', name: 'Reserve', attempts: 1, status: 'completed' }, { type: 'end' }],
    edges: [{ from: 'start', kind: 'handled' }, {}],
  });
});

test('graph writes a file in the format that its name ends with, and replaces none', async () => {
  const { folder, graph } = await setup();
  expect(await graph('-f', 'order.svg')).toEqual({ code: 0, out: '', err: 'Written to order.svg.' });
  expect(readFileSync(join(folder, 'order.svg'), 'utf8')).toMatch(/^<svg xmlns="[^]*>Reserve<[^]*<\/svg>\n$/);
  expect(await graph('-f', 'order.svg')).toMatchObject({ code: 4, err: expect.stringContaining('--force') as string });
  expect(await graph('-f', 'order.svg', '--force', '--format', 'dot')).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'order.svg'), 'utf8')).toMatch(/^digraph/);
});

test('graph of what is not there says so', async () => {
  const { perdure } = await setup();
  expect(await perdure('workflow', 'graph', 'nobody', '-a', 'shop')).toMatchObject({
    ...{ code: 3, out: '', err: expect.stringContaining('nobody') as string },
  });
});

test('openapi prints the document of the HTTP API', async () => {
  const { perdure } = await setup();
  const { code, out } = await perdure('openapi');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ openapi: '3.1.1', info: { title: 'Perdure' } });
  expect(parse((await perdure('openapi', '-o', 'yaml')).out)).toEqual(JSON.parse(out));
});

/** A completed order, and a folder to write to. */
async function setup() {
  const cli = await openCli();
  const folder = mkdtempSync(join(tmpdir(), 'perdure-graph-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const worker = cli.fx.worker({
    workflows: {
      Order: (events) =>
        events.some(({ kind }) => kind === 'task-completed') ? [complete(2)] : [callTask(1, { name: 'Reserve' })],
    },
    activity: () => ({ kind: 'completed', result: '"ok"' }),
  });
  worker.connect();
  await cli.fx.start('order-1', { name: 'Order', input: '{"sku":7}' });
  await cli.fx.ended(refOf('order-1'));
  const rim = { folder, env: { PERDURE_URL: cli.url } };
  const graph = (...args: readonly string[]) =>
    cli.perdureWith(rim, 'workflow', 'graph', 'order-1', '-a', 'shop', ...args);
  return { ...cli, folder, graph };
}
