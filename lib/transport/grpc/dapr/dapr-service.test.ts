import { status as Code } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { DaprService as service } from '@/lib/protocol/generated/dapr-runtime';
import type { Empty } from '@/lib/protocol/generated/google/protobuf/empty';
import { type GrpcEngine, startGrpcEngine } from '@/lib/testing/grpc-engine';
import { openTestClient, type TestClient } from '../test-client';

let engine: GrpcEngine;
let client: TestClient;
beforeEach(async () => {
  engine = await startGrpcEngine();
  client = openTestClient(engine.address);
});
afterEach(async () => {
  client.close();
  await engine.server.close();
});

const ref = { appId: 'shop', instanceId: 'order-1' };
const named = { instanceID: 'order-1', workflowComponent: 'dapr' };
const starting = { ...named, workflowName: 'Order', options: {}, input: Buffer.from('{"a": 1 }') };

describe.each(['Alpha1', 'Beta1'] as const)('%s', (age) => {
  test('start answers at once, its input is text as it came', async () => {
    const { answer } = client.ask(service[`startWorkflow${age}`], starting);
    expect(await answer).toEqual({ instanceID: 'order-1' });
    expect(engine.runtime.requests.map(({ name }) => name)).toEqual(['start']);
    expect(engine.runtime.requests[0]?.given).toMatchObject({ ref, name: 'Order', input: '{"a": 1 }', unique: false });
  });

  test('get answers times, status and properties', async () => {
    engine.runtime.put(ref, { status: 'suspended', input: '1', customStatus: '"half"' });
    expect(await client.ask(service[`getWorkflow${age}`], named).answer).toEqual({
      instanceID: 'order-1',
      workflowName: 'Order',
      createdAt: { seconds: 1, nanos: 0 },
      lastUpdatedAt: { seconds: 2, nanos: 0 },
      runtimeStatus: 'SUSPENDED',
      properties: { 'dapr.workflow.custom_status': '"half"', 'dapr.workflow.input': '1' },
    });
  });

  test('raise hands the data on as text', async () => {
    engine.runtime.put(ref);
    const event = { ...named, eventName: 'Paid', eventData: Buffer.from('größe') };
    await client.ask(service[`raiseEventWorkflow${age}`], event).answer;
    expect(engine.runtime.requests[0]?.given).toEqual({ ref, name: 'Paid', input: 'größe' });
  });

  test.each([
    ['pauseWorkflow', 'suspend', { reason: undefined }],
    ['resumeWorkflow', 'resume', { reason: undefined }],
    ['terminateWorkflow', 'terminate', { output: undefined, recurse: true }],
    ['purgeWorkflow', 'purge', { recursive: true, force: false }],
  ] as const)('%s asks the runtime to %s', async (verb, name, how) => {
    engine.runtime.put(ref, { status: 'completed' });
    await operate(`${verb}${age}`).answer;
    expect(engine.runtime.requests).toEqual([{ name, given: { ref, ...how } }]);
  });
});

describe('start', () => {
  test('without an ID gets one, and can name another app', async () => {
    const request = { ...starting, instanceID: '', appID: 'billing', input: new Uint8Array() };
    expect(await client.ask(service.startWorkflowBeta1, request).answer).toEqual({ instanceID: 'made-up-id' });
    expect(engine.runtime.requests[0]?.given).toMatchObject({ ref: { appId: 'billing' }, input: undefined });
  });

  test('takes a start time', async () => {
    const options = { 'dapr.workflow.start_time': '2030-01-01T00:00:00+01:00', unknown: 'x' };
    await client.ask(service.startWorkflowBeta1, { ...starting, options }).answer;
    expect(engine.runtime.requests[0]?.given).toMatchObject({ scheduledStartAt: Date.UTC(2029, 11, 31, 23) });
  });

  test.each([
    [{ instanceID: 'x'.repeat(65) }, Code.INVALID_ARGUMENT, 'exceeds the max length of 64 characters'],
    [{ instanceID: 'a.b' }, Code.INVALID_ARGUMENT, "workflow instance ID 'a.b' is invalid"],
    [{ workflowName: '' }, Code.INVALID_ARGUMENT, 'workflow name is not configured'],
    [{ appID: 'a|b' }, Code.INVALID_ARGUMENT, "workflow app ID 'a|b' is invalid"],
    [{ options: { 'dapr.workflow.start_time': 'soon' } }, Code.INTERNAL, 'start times must be in RFC3339 format'],
    [{ input: Buffer.from([0xff]) }, Code.INTERNAL, 'payloads must be text in UTF-8'],
  ])('refuses %j', async (change, code, words) => {
    const { answer } = client.ask(service.startWorkflowAlpha1, { ...starting, ...change });
    await expect(answer).rejects.toMatchObject({ code, details: expect.stringContaining(words) as string });
    expect(engine.runtime.requests).toEqual([]);
  });

  test('of an active ID is INTERNAL with the reason', async () => {
    engine.runtime.put(ref);
    const details = expect.stringMatching(/^error starting workflow 'Order': .*already exists/) as string;
    const { answer } = client.ask(service.startWorkflowBeta1, starting);
    await expect(answer).rejects.toMatchObject({ code: Code.INTERNAL, details });
  });
});

describe('an unknown instance', () => {
  test('is told by get with its ID alone', async () => {
    const answer = await client.ask(service.getWorkflowBeta1, named).answer;
    expect(answer).toMatchObject({ instanceID: 'order-1', workflowName: '', runtimeStatus: '', properties: {} });
  });

  test.each(['pauseWorkflowBeta1', 'resumeWorkflowBeta1', 'terminateWorkflowBeta1', 'purgeWorkflowBeta1'] as const)(
    'is NOT_FOUND for %s',
    async (verb) => {
      const details = 'unable to find workflow with the provided instance ID: order-1';
      await expect(operate(verb).answer).rejects.toMatchObject({ code: Code.NOT_FOUND, details });
    },
  );

  test('is INTERNAL for an event', async () => {
    const event = { ...named, eventName: 'Paid', eventData: new Uint8Array() };
    const details = expect.stringMatching(/^error raising event on workflow 'order-1': /) as string;
    const { answer } = client.ask(service.raiseEventWorkflowBeta1, event);
    await expect(answer).rejects.toMatchObject({ code: Code.INTERNAL, details });
  });
});

test('an instance ID and an event name are needed', async () => {
  const nobody = client.ask(service.getWorkflowBeta1, { instanceID: '', workflowComponent: '' });
  const missing = { code: Code.INVALID_ARGUMENT, details: 'no instance ID was provided' };
  await expect(nobody.answer).rejects.toMatchObject(missing);
  const event = { ...named, eventName: '', eventData: new Uint8Array() };
  const nameless = { code: Code.INVALID_ARGUMENT, details: 'missing workflow event name' };
  await expect(client.ask(service.raiseEventWorkflowBeta1, event).answer).rejects.toMatchObject(nameless);
});

test('a refusal of the runtime keeps its words, an unexpected error does not', async () => {
  engine.runtime.put(ref);
  engine.runtime.failNext(new AppError('unavailable', 'Not now.'));
  const refused = { code: Code.INTERNAL, details: 'error pausing workflow order-1: Not now.' };
  await expect(operate('pauseWorkflowBeta1').answer).rejects.toMatchObject(refused);
  engine.runtime.failNext(new Error('secret path'));
  const details = expect.stringMatching(/^Unexpected error \(/) as string;
  await expect(operate('pauseWorkflowBeta1').answer).rejects.toMatchObject({ code: Code.INTERNAL, details });
});

test('metadata tells the app, what was set, and the workers', async () => {
  await client.ask(service.setMetadata, { key: 'team', value: 'blue' }).answer;
  expect(await client.ask(service.getMetadata, {}).answer).toEqual({
    id: 'shop',
    runtimeVersion: '9.9.9',
    extended: {
      ...{ team: 'blue', daprRuntimeVersion: '9.9.9' },
      perdureStatus: '{"workers":[],"backlog":{"turns":0,"activities":0}}',
    },
    actors: [],
    actorRuntime: { runtimeStatus: 2, activeActors: [], hostReady: true },
    workflows: { connectedWorkers: 0 },
  });
});

test('every other method of the service is UNIMPLEMENTED', async () => {
  const method = { ...service.getMetadata, path: '/dapr.proto.runtime.v1.Dapr/GetSecret' };
  await expect(client.ask(method, {}).answer).rejects.toMatchObject({ code: Code.UNIMPLEMENTED });
});

type Operation = `${'pause' | 'resume' | 'terminate' | 'purge'}Workflow${'Alpha1' | 'Beta1'}`;

function operate(verb: Operation) {
  return client.ask<typeof named, Empty>(service[verb], named);
}
