import { type MethodDefinition, status as Code } from '@grpc/grpc-js';
import { expect } from 'vitest';
import { DaprService } from '@/lib/protocol/generated/dapr-runtime';
import { complete } from './actions';
import { test } from './bench';
import { onlyOf } from './events';
import { refusalOf, type TaskHub } from './task-hub';

type Service = typeof DaprService;
type RequestOf<Name extends keyof Service> = Parameters<Service[Name]['requestSerialize']>[0];
type ResponseOf<Name extends keyof Service> = ReturnType<Service[Name]['responseDeserialize']>;

/** Calls a method of the service that clients older than the task hub speak. */
function ask<Name extends keyof Service>(
  hub: TaskHub,
  name: Name,
  request: RequestOf<Name>,
): Promise<ResponseOf<Name>> {
  const method = DaprService[name] as unknown as MethodDefinition<RequestOf<Name>, ResponseOf<Name>>;
  const { path, requestSerialize, responseDeserialize } = method;
  return new Promise((resolve, reject) => {
    hub.client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, response) => {
      if (error !== null) reject(error);
      else resolve(response as ResponseOf<Name>);
    });
  });
}

test.for(['Alpha1', 'Beta1'] as const)(
  'by the %s methods of the Dapr service a workflow is started, read, told, held, ended and purged',
  async (age, { bench }) => {
    const { hub } = bench;
    const worker = bench.worker();
    const named = { instanceID: bench.newId(), workflowComponent: 'dapr' };
    const starting = { ...named, workflowName: 'Order', options: {}, input: Buffer.from('{"a": 1 }') };
    expect(await ask(hub, `startWorkflow${age}`, starting)).toEqual({ instanceID: named.instanceID });
    const first = await worker.play(named.instanceID, [], { customStatus: '"half"' });
    expect(onlyOf(first.newEvents, 'executionStarted')).toMatchObject({ name: 'Order', input: '{"a": 1 }' });
    const event = { ...named, eventName: 'Paid', eventData: Buffer.from('"größe"') };
    await ask(hub, `raiseEventWorkflow${age}`, event);
    const { newEvents } = await worker.play(named.instanceID, []);
    expect(onlyOf(newEvents, 'eventRaised')).toMatchObject({ name: 'Paid', input: '"größe"' });
    await ask(hub, `pauseWorkflow${age}`, named);
    expect(await ask(hub, `getWorkflow${age}`, named)).toMatchObject({
      ...{ instanceID: named.instanceID, workflowName: 'Order', runtimeStatus: 'SUSPENDED' },
      properties: { 'dapr.workflow.input': '{"a": 1 }', 'dapr.workflow.custom_status': '"half"' },
    });
    await ask(hub, `resumeWorkflow${age}`, named);
    expect(await ask(hub, `getWorkflow${age}`, named)).toMatchObject({ runtimeStatus: 'RUNNING' });
    await ask(hub, `terminateWorkflow${age}`, named);
    expect(await ask(hub, `getWorkflow${age}`, named)).toMatchObject({ runtimeStatus: 'TERMINATED' });
    await ask(hub, `purgeWorkflow${age}`, named);
    expect(await hub.state(named.instanceID)).toBeUndefined();
    expect((await refusalOf(ask(hub, `pauseWorkflow${age}`, named))).code).toBe(Code.NOT_FOUND);
  },
);

test('GetMetadata of the Dapr service tells the App ID and the workers that are connected', async ({ bench }) => {
  const own = await bench.ownRuntime();
  const hub = bench.connect(own.target);
  expect(await ask(hub, 'getMetadata', {})).toMatchObject({ id: 'own', workflows: { connectedWorkers: 0 } });
  await bench.worker({ target: own.target, workflows: { Flow: () => [complete(1)] } }).ready();
  const { workflows, actorRuntime, runtimeVersion } = await ask(hub, 'getMetadata', {});
  expect(workflows).toEqual({ connectedWorkers: 1 });
  expect(actorRuntime?.hostReady).toBe(true);
  expect(runtimeVersion).toMatch(/^\d+\.\d+/);
});
