import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceDetail } from '@/lib/domain/instance';
import { createAppAccesses } from '@/lib/runtime/apps/app-access';
import { createAppMetadata } from '@/lib/runtime/apps/app-metadata';
import type { ConnectedWorker, Runtime } from '@/lib/runtime/runtime-port';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { startHttpServer } from './http-server';
import type { HttpServer } from './listen';

const PREFIXES = ['v1.0', 'v1.0-beta1', 'v1.0-alpha1'];
const open: HttpServer[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

describe.each(PREFIXES)('workflow API under %s', (prefix) => {
  test('start answers 202 with the id and takes the body as it came', async () => {
    const { send, asked } = await setup();
    const path = `/${prefix}/workflows/dapr/Order%20Flow/start?instanceID=order_1`;
    expect(await send('POST', path, '{"a": 1 }')).toEqual([202, { instanceID: 'order_1' }]);
    const ref = { appId: 'orders', instanceId: 'order_1' };
    expect(asked).toEqual([
      ['start', expect.objectContaining({ ref, name: 'Order Flow', input: '{"a": 1 }', unique: false })],
    ]);
  });

  test('start without an id, or without a body, leaves both to the runtime', async () => {
    const { send, asked } = await setup();
    expect(await send('POST', `/${prefix}/workflows/dapr/Order/start`)).toEqual([202, { instanceID: 'fresh' }]);
    expect(asked[0]?.[1]).toMatchObject({ ref: { instanceId: '' }, input: undefined });
  });

  test('get answers the state', async () => {
    const { send } = await setup({ found: { input: '"in"', output: '"out"', customStatus: '"half"' } });
    expect(await send('GET', `/${prefix}/workflows/dapr/i-1`)).toEqual([
      200,
      {
        instanceID: 'i-1',
        workflowName: 'Order',
        createdAt: '2026-01-02T03:04:05.678Z',
        lastUpdatedAt: '2026-01-02T03:04:06.000Z',
        runtimeStatus: 'RUNNING',
        properties: {
          'dapr.workflow.custom_status': '"half"',
          'dapr.workflow.input': '"in"',
          'dapr.workflow.output': '"out"',
        },
      },
    ]);
  });

  test('get of an unknown instance is 404', async () => {
    const { send } = await setup();
    expect(await send('GET', `/${prefix}/workflows/dapr/i-1`)).toEqual([404, refusal('ERR_INSTANCE_ID_NOT_FOUND')]);
  });

  test('raiseEvent hands the body on as it came', async () => {
    const { send, asked } = await setup();
    const path = `/${prefix}/workflows/dapr/i-1/raiseEvent/Paid%2FBack`;
    expect(await send('POST', path, 'not json')).toEqual([202, {}]);
    expect(asked).toEqual([['raiseEvent', I1, { name: 'Paid/Back', input: 'not json' }]]);
  });

  test.each([
    ['pause', ['suspend', { reason: undefined }]],
    ['resume', ['resume', { reason: undefined }]],
    ['terminate', ['terminate', { output: undefined, recurse: true }]],
    ['purge', ['purge', { recursive: true, force: false }]],
  ])('%s answers 202 {}', async (verb, [method, request]) => {
    const { send, asked } = await setup();
    expect(await send('POST', `/${prefix}/workflows/dapr/i-1/${verb}`)).toEqual([202, {}]);
    expect(asked).toEqual([[method, I1, request]]);
  });

  test.each([
    ['Order/start', 'conflict', ['ERR_START_WORKFLOW', "error starting workflow 'Order': Not now."]],
    ['i-1/raiseEvent/E', 'not_found', ['ERR_RAISE_EVENT_WORKFLOW', "error raising event on workflow 'i-1': Not now."]],
    ['i-1/pause', 'unavailable', ['ERR_PAUSE_WORKFLOW', 'error pausing workflow i-1: Not now.']],
    ['i-1/resume', 'precondition', ['ERR_RESUME_WORKFLOW', 'error resuming workflow i-1: Not now.']],
    ['i-1/terminate', 'unavailable', ['ERR_TERMINATE_WORKFLOW', "error terminating workflow 'i-1': Not now."]],
    ['i-1/purge', 'precondition', ['ERR_PURGE_WORKFLOW', 'error purging workflow i-1: Not now.']],
  ] as const)('%s, refused as %s, is 500 with code and reason %j', async (tail, code, [errorCode, message]) => {
    const { send } = await setup({ failure: new AppError(code, 'Not now.') });
    const answer = await send('POST', `/${prefix}/workflows/dapr/${tail}`);
    expect(answer).toEqual([500, { errorCode, message }]);
  });

  test('a refused get is 500 ERR_GET_WORKFLOW', async () => {
    const { send } = await setup({ failure: new AppError('unavailable', 'Not now.') });
    expect(await send('GET', `/${prefix}/workflows/dapr/i-1`)).toEqual([500, refusal('ERR_GET_WORKFLOW')]);
  });

  test.each(['pause', 'resume', 'terminate', 'purge'])('%s of an unknown instance is 404', async (verb) => {
    const { send } = await setup({ failure: new AppError('not_found', 'no such instance exists') });
    const answer = await send('POST', `/${prefix}/workflows/dapr/i-1/${verb}`);
    expect(answer).toEqual([404, refusal('ERR_INSTANCE_ID_NOT_FOUND')]);
  });

  test.each([
    ['POST', `/Order/start?instanceID=${'x'.repeat(65)}`, 'ERR_INSTANCE_ID_TOO_LONG'],
    ['POST', '/Order/start?instanceID=a.b', 'ERR_INSTANCE_ID_INVALID'],
    ['POST', '/Order/start?instanceID=a%20b', 'ERR_INSTANCE_ID_INVALID'],
    ['POST', '/Order/start?appID=a%7Cb', 'ERR_WORKFLOW_APP_ID_INVALID'],
    ['POST', '//start', 'ERR_WORKFLOW_NAME_MISSING'],
    ['POST', '//pause', 'ERR_INSTANCE_ID_PROVIDED_MISSING'],
    ['GET', '/', 'ERR_INSTANCE_ID_PROVIDED_MISSING'],
    ['POST', '/i-1/raiseEvent/', 'ERR_WORKFLOW_EVENT_NAME_MISSING'],
  ])('%s %s is 400 %3$s', async (method, tail, errorCode) => {
    const { send, asked } = await setup();
    expect(await send(method, `/${prefix}/workflows/dapr${tail}`)).toEqual([400, refusal(errorCode)]);
    expect(asked).toEqual([]);
  });
});

test('the longest allowed id, of any letters, is taken', async () => {
  const { send } = await setup();
  const [status] = await send('POST', `/v1.0/workflows/dapr/Order/start?instanceID=${'x'.repeat(62)}%C3%A9`);
  expect(status).toBe(202);
});

test('appID means another app', async () => {
  const { send, asked } = await setup();
  await send('POST', '/v1.0/workflows/dapr/i-1/pause?appID=billing');
  expect(asked[0]?.[1]).toEqual({ appId: 'billing', instanceId: 'i-1' });
});

test('the failure of a failed instance stands in place of its output', async () => {
  const failure = { type: 'Oops', message: 'broken', stack: 'at x', nonRetriable: false };
  const { send } = await setup({ found: { status: 'failed', output: '"half"', failure } });
  const properties = {
    'dapr.workflow.failure.error_type': 'Oops',
    'dapr.workflow.failure.error_message': 'broken',
    'dapr.workflow.failure.stack_trace': 'at x',
  };
  const state = expect.objectContaining({ runtimeStatus: 'FAILED', properties });
  expect(await send('GET', '/v1.0/workflows/dapr/i-1')).toEqual([200, state]);
});

test('a stalled instance is called by its name', async () => {
  const { send } = await setup({ found: { status: 'stalled' } });
  expect((await send('GET', '/v1.0/workflows/dapr/i-1'))[1]).toMatchObject({ runtimeStatus: 'STALLED' });
});

test.each(['/v1.0/healthz', '/v1.0/healthz/outbound'])('%s follows readiness and the App ID', async (path) => {
  const ready = await setup();
  expect((await ready.send('GET', path))[0]).toBe(204);
  expect(await ready.send('GET', `${path}?appid=other`)).toEqual([500, refusal('ERR_HEALTH_APPID_NOT_MATCH')]);
  const starting = await setup({ isReady: false });
  expect(await starting.send('GET', path)).toEqual([500, refusal('ERR_HEALTH_NOT_READY')]);
});

test('metadata shows the actor types once a worker of this app is connected', async () => {
  const alone = await setup({ workers: [worker('billing')] });
  expect((await alone.send('GET', '/v1.0/metadata'))[1]).toMatchObject({
    id: 'orders',
    runtimeVersion: '9.9.9',
    actorRuntime: { activeActors: [] },
    workflows: { connectedWorkers: 0 },
  });
  const served = await setup({ workers: [worker('orders'), worker('orders')] });
  const activeActors = [
    { type: 'dapr.internal.default.orders.workflow' },
    { type: 'dapr.internal.default.orders.activity' },
    { type: 'dapr.internal.default.orders.retentioner' },
  ];
  expect((await served.send('GET', '/v1.0/metadata'))[1]).toMatchObject({
    actorRuntime: { activeActors },
    workflows: { connectedWorkers: 2 },
  });
});

test('an unknown address is 404, an unknown error hides its reason and is logged', async () => {
  const { send, logged } = await setup({ failure: new Error('password is 1234') });
  expect((await send('GET', '/v1.0/state/x'))[0]).toBe(404);
  const answer = await send('POST', '/v1.0/workflows/dapr/i-1/pause');
  expect(answer).toEqual([500, { errorCode: 'ERR_INTERNAL', message: 'Unexpected error' }]);
  expect(logged).toEqual([expect.objectContaining({ err: expect.objectContaining({ message: 'password is 1234' }) })]);
});

test('a page of another site may not act', async () => {
  const { send, asked } = await setup({ origin: 'http://evil.example' });
  expect((await send('POST', '/v1.0/workflows/dapr/Order/start', '1'))[0]).toBe(403);
  expect(asked).toEqual([]);
});

test('a port in use is said with the way out', async () => {
  const { server } = await setup();
  await expect(setup({ port: server.port })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('the port is in use'),
    hint: expect.stringContaining('PERDURE_HTTP_PORT'),
  });
});

const I1 = { appId: 'orders', instanceId: 'i-1' };

function refusal(errorCode: string) {
  return { errorCode, message: expect.stringMatching(/./) };
}

function worker(appId: string): ConnectedWorker {
  return { appId, address: '127.0.0.1:1', since: 0, outstanding: 0 };
}

/** A runtime that writes down what it is asked and answers as told. */
function fakeRuntime({ asked, found, failure, workers }: Fake): Runtime {
  const answer =
    <T>(method: string, value: T) =>
    (...request: unknown[]) => {
      asked.push([method, ...request]);
      return failure === undefined ? Promise.resolve(value) : Promise.reject(failure);
    };
  const refuse = () => {
    throw new Error('the HTTP API has no use for this');
  };
  return {
    start: async (request) => {
      await answer('start', undefined)(request);
      return request.ref.instanceId === '' ? { ...request.ref, instanceId: 'fresh' } : request.ref;
    },
    get: answer('get', found === undefined ? undefined : { ...INSTANCE, ...found }),
    raiseEvent: answer('raiseEvent', undefined),
    terminate: answer('terminate', undefined),
    suspend: answer('suspend', undefined),
    resume: answer('resume', undefined),
    purge: answer('purge', 1),
    workers: () => workers,
    backlog: () => [],
    waitFor: refuse,
    purgeMatching: refuse,
    rerun: refuse,
    endWait: refuse,
    importRun: refuse,
    readState: refuse,
    changeState: refuse,
    listIds: refuse,
    history: refuse,
    connect: refuse,
    completeActivity: refuse,
    completeTurn: refuse,
  };
}

const INSTANCE: InstanceDetail = sampleInstance({
  ...I1,
  name: 'Order',
  status: 'running',
  createdAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  startedAt: undefined,
  updatedAt: Date.UTC(2026, 0, 2, 3, 4, 6),
  completedAt: undefined,
});

type Fake = {
  asked: unknown[][];
  found: Partial<InstanceDetail> | undefined;
  failure: Error | undefined;
  workers: ConnectedWorker[];
};

type Setup = {
  found?: Partial<InstanceDetail>;
  failure?: Error;
  workers?: ConnectedWorker[];
  isReady?: boolean;
  port?: number;
  origin?: string;
};

async function setup({ found, failure, workers = [], isReady = true, port = 0, origin }: Setup = {}) {
  const asked: unknown[][] = [];
  const logged: object[] = [];
  const server = await startHttpServer({
    runtime: fakeRuntime({ asked, found, failure, workers }),
    access: createAppAccesses([{ appId: 'orders', tokens: [] }]).ofApp('orders'),
    metadata: createAppMetadata({ runtimeVersion: '9.9.9', runtime: { workers: () => workers, backlog: () => [] } }),
    host: '127.0.0.1',
    port,
    isReady: () => isReady,
    log: { info: () => undefined, error: (fields) => void logged.push(fields) },
  });
  open.push(server);
  const send = async (method: string, path: string, body?: string): Promise<[number, unknown]> => {
    const init = {
      method,
      ...(origin === undefined ? {} : { headers: { origin } }),
      ...(body === undefined ? {} : { body }),
    };
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, init);
    const text = await response.text();
    return [response.status, text === '' ? undefined : JSON.parse(text)];
  };
  return { send, asked, logged, server };
}
