import { expect } from 'vitest';
import { complete, createChild, fail } from './actions';
import { type Bench, test } from './bench';
import type { OwnRuntime } from './own-runtime';

const PREFIXES = ['v1.0', 'v1.0-beta1', 'v1.0-alpha1'];

type Answer = { readonly status: number; readonly body: unknown };
type Http = (method: 'GET' | 'POST', path: string, body?: string) => Promise<Answer>;

function httpOf(own: OwnRuntime, prefix: string): Http {
  return async (method, path, body) => {
    const response = await fetch(`${own.http}/${prefix}/workflows/dapr/${path}`, { method, ...(body && { body }) });
    return { status: response.status, body: await response.json() };
  };
}

test.for(PREFIXES)('B66 under %s a workflow is started, read, told, held and ended', async (prefix, { bench }) => {
  const own = await bench.ownRuntime();
  const http = httpOf(own, prefix);
  const hub = bench.connect(own.target);
  expect(await http('POST', 'Flow/start?instanceID=one', '{"n": 1}')).toEqual({
    ...{ status: 202, body: { instanceID: 'one' } },
  });
  const pending = await http('GET', 'one');
  expect(pending).toMatchObject({ status: 200, body: { instanceID: 'one', workflowName: 'Flow' } });
  expect(pending.body).toMatchObject({ runtimeStatus: 'PENDING', properties: { 'dapr.workflow.input': '{"n": 1}' } });
  const worker = bench.worker({ target: own.target });
  await worker.play('one', [], { customStatus: '"half"' });
  expect(await http('POST', 'one/raiseEvent/Item', '"text"')).toEqual({ status: 202, body: {} });
  const turn = await worker.turn('one');
  expect(turn.newEvents.at(-1)?.eventType).toMatchObject({ value: { name: 'Item', input: '"text"' } });
  await worker.answer(turn, []);
  expect(await http('POST', 'one/pause')).toEqual({ status: 202, body: {} });
  expect((await http('GET', 'one')).body).toMatchObject({ runtimeStatus: 'SUSPENDED' });
  expect(await http('POST', 'one/resume')).toEqual({ status: 202, body: {} });
  expect(await http('POST', 'one/terminate')).toEqual({ status: 202, body: {} });
  expect((await http('GET', 'one')).body).toMatchObject({
    runtimeStatus: 'TERMINATED',
    createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    lastUpdatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    properties: { 'dapr.workflow.custom_status': '"half"' },
  });
  expect(await http('POST', 'one/purge')).toEqual({ status: 202, body: {} });
  expect(await hub.state('one')).toBeUndefined();
});

async function answersOf(bench: Bench, own: OwnRuntime, prefix: string): Promise<Record<string, Answer>> {
  const http = httpOf(own, prefix);
  const worker = bench.worker({ target: own.target });
  for (const id of ['ended', 'running']) await http('POST', `Flow/start?instanceID=${id}`);
  await worker.play('ended', [fail(1)]);
  await worker.play('running', []);
  await bench.connect(own.target).untilEnded('ended');
  return {
    'GET unknown': await http('GET', 'unknown'),
    'start on an active ID': await http('POST', 'Flow/start?instanceID=running'),
    'start with a long ID': await http('POST', `Flow/start?instanceID=${'x'.repeat(65)}`),
    'start with an odd ID': await http('POST', `Flow/start?instanceID=${encodeURIComponent('a:b')}`),
    'raise for unknown': await http('POST', 'unknown/raiseEvent/Go'),
    'pause unknown': await http('POST', 'unknown/pause'),
    'resume unknown': await http('POST', 'unknown/resume'),
    'terminate unknown': await http('POST', 'unknown/terminate'),
    'purge unknown': await http('POST', 'unknown/purge'),
    'purge running': await http('POST', 'running/purge'),
    'GET failed': await http('GET', 'ended'),
  };
}

test.for(PREFIXES)('B66 under %s every refusal has its code', async (prefix, { bench }) => {
  const own = await bench.ownRuntime();
  const answers = await answersOf(bench, own, prefix);
  const refusals = Object.entries(answers).filter(([name]) => name !== 'GET failed');
  const codes = refusals.map(([name, { status, body }]) => [name, status, (body as { errorCode?: string }).errorCode]);
  expect(codes).toEqual([
    ['GET unknown', 404, 'ERR_INSTANCE_ID_NOT_FOUND'],
    ['start on an active ID', 500, 'ERR_START_WORKFLOW'],
    ['start with a long ID', 400, 'ERR_INSTANCE_ID_TOO_LONG'],
    ['start with an odd ID', 400, 'ERR_INSTANCE_ID_INVALID'],
    ['raise for unknown', 500, 'ERR_RAISE_EVENT_WORKFLOW'],
    ['pause unknown', 404, 'ERR_INSTANCE_ID_NOT_FOUND'],
    ['resume unknown', 404, 'ERR_INSTANCE_ID_NOT_FOUND'],
    ['terminate unknown', 404, 'ERR_INSTANCE_ID_NOT_FOUND'],
    ['purge unknown', 404, 'ERR_INSTANCE_ID_NOT_FOUND'],
    ['purge running', 500, 'ERR_PURGE_WORKFLOW'],
  ]);
  for (const [, { body }] of refusals) expect(body).toHaveProperty('message', expect.stringMatching(/\w/));
  expect(answers['GET failed']?.body).toMatchObject({
    runtimeStatus: 'FAILED',
    properties: { 'dapr.workflow.failure.error_type': 'Boom', 'dapr.workflow.failure.error_message': 'it broke' },
  });
});

test('B66 terminate and purge over HTTP take the child workflows along', async ({ bench }) => {
  const own = await bench.ownRuntime();
  const http = httpOf(own, 'v1.0');
  const hub = bench.connect(own.target);
  const worker = bench.worker({ target: own.target });
  await http('POST', 'Flow/start?instanceID=parent');
  await worker.play('parent', [createChild(1, { instanceId: 'child' })]);
  await worker.play('child', []);
  await http('POST', 'parent/terminate');
  expect(await hub.untilEnded('child')).toMatchObject({ workflowStatus: 5 });
  await http('POST', 'parent/purge');
  expect(await hub.state('child')).toBeUndefined();
});

test('B66 health is 204 once the runtime answers, and metadata names the app and its workers', async ({ bench }) => {
  const own = await bench.ownRuntime();
  await bench.worker({ target: own.target, workflows: { Flow: () => [complete(1)] } }).ready();
  for (const path of ['healthz', 'healthz/outbound']) {
    expect((await fetch(`${own.http}/v1.0/${path}`)).status).toBe(204);
  }
  const metadata = await (await fetch(`${own.http}/v1.0/metadata`)).json();
  expect(metadata).toMatchObject({ id: 'own', workflows: { connectedWorkers: 1 } });
});
