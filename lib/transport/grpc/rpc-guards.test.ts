import { once } from 'node:events';
import { type MethodDefinition, status as Code } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DaprService } from '@/lib/protocol/generated/dapr-runtime';
import { RuntimeService } from '@/lib/protocol/generated/perdure-runtime';
import { TaskHubSidecarServiceService } from '@/lib/protocol/generated/service';
import { type GrpcEngine, startGrpcEngine } from '@/lib/testing/grpc-engine';
import { openTestClient } from './test-client';

/**
 * Which app's token opens an RPC (docs/decisions/0008). `own`: that of the app which the caller is, and of no other.
 * `named`: the same, and that of the app which the request names, where it names another. `fields`: what a request needs
 * to come as far as that question.
 */
type Guard = { readonly token: 'own' | 'named'; readonly fields?: object };

const own: Guard = { token: 'own' };
const named: Guard = { token: 'named', fields: { instanceId: 'order-1' } };
const verb: Guard = { token: 'named', fields: { instanceID: 'order-1' } };

const TASK_HUB: Readonly<Record<keyof typeof TaskHubSidecarServiceService, Guard>> = {
  hello: own,
  startInstance: { token: 'named', fields: { instanceId: 'order-1', name: 'Order' } },
  getInstance: named,
  waitForInstanceStart: named,
  waitForInstanceCompletion: named,
  raiseEvent: { token: 'named', fields: { instanceId: 'order-1', name: 'Go' } },
  terminateInstance: named,
  suspendInstance: named,
  resumeInstance: named,
  purgeInstances: { token: 'named', fields: { request: { $case: 'instanceId', value: 'order-1' } } },
  rerunWorkflowFromEvent: { token: 'named', fields: { sourceInstanceID: 'order-1' } },
  listInstanceIDs: own,
  getInstanceHistory: own,
  getWorkItems: own,
  completeActivityTask: own,
  completeOrchestratorTask: own,
  completeWorkflowTask: own,
};

const start: Guard = { token: 'named', fields: { instanceID: 'order-1', workflowName: 'Order' } };
const event: Guard = { token: 'named', fields: { instanceID: 'order-1', eventName: 'Go' } };

const DAPR: Readonly<Record<keyof typeof DaprService, Guard>> = {
  getMetadata: own,
  setMetadata: own,
  ...{ getState: own, getBulkState: own, saveState: own },
  ...{ deleteState: own, deleteBulkState: own, executeStateTransaction: own },
  ...{ startWorkflowAlpha1: start, startWorkflowBeta1: start },
  ...{ getWorkflowAlpha1: verb, getWorkflowBeta1: verb },
  ...{ purgeWorkflowAlpha1: verb, purgeWorkflowBeta1: verb },
  ...{ terminateWorkflowAlpha1: verb, terminateWorkflowBeta1: verb },
  ...{ pauseWorkflowAlpha1: verb, pauseWorkflowBeta1: verb },
  ...{ resumeWorkflowAlpha1: verb, resumeWorkflowBeta1: verb },
  ...{ raiseEventWorkflowAlpha1: event, raiseEventWorkflowBeta1: event },
};

const RUNTIME: Readonly<Record<keyof typeof RuntimeService, Guard>> = {
  endWait: { token: 'own', fields: { instanceID: 'order-1' } },
  importRun: { token: 'own', fields: { instanceID: 'order-1' } },
};

const APPS = [
  { appId: 'shop', tokens: ['shop-secret'] },
  { appId: 'billing', tokens: ['billing-secret'] },
];

let engine: GrpcEngine;
beforeAll(async () => {
  engine = await startGrpcEngine({ apps: APPS });
});
afterAll(() => engine.server.close());

const RPCS = [
  ...rpcsOf(TaskHubSidecarServiceService, TASK_HUB),
  ...rpcsOf(DaprService, DAPR),
  ...rpcsOf(RuntimeService, RUNTIME),
];

test('every RPC of the services stands in its table, and nothing else does', () => {
  expect(Object.keys(TASK_HUB).toSorted()).toEqual(Object.keys(TaskHubSidecarServiceService).toSorted());
  expect(Object.keys(RUNTIME)).toEqual(Object.keys(RuntimeService));
  expect(Object.keys(DAPR).toSorted()).toEqual(Object.keys(DaprService).toSorted());
});

describe.each(RPCS)('$rpc', ({ method, guard }) => {
  test.each([undefined, '', 'wrong', 'billing-secret'])('is closed to the token %j', async (token) => {
    expect(await codeOf(method, { token, fields: guard.fields })).toBe(Code.UNAUTHENTICATED);
    expect(engine.runtime.requests).toEqual([]);
  });
});

test.each(RPCS.filter(({ guard }) => guard.token === 'named'))(
  '$rpc asks for the token of the app that the request names',
  async ({ method, guard }) => {
    const other = { router: { sourceAppID: '', targetAppID: 'billing' }, appID: 'billing' };
    const call = { token: 'shop-secret', fields: { ...guard.fields, ...other } };
    expect(await codeOf(method, call)).toBe(Code.UNAUTHENTICATED);
    expect(engine.runtime.requests).toEqual([]);
  },
);

test.each(RPCS.filter(({ guard }) => guard.token === 'own'))('$rpc has no way to name another app', ({ method }) => {
  expect(Object.keys(emptyRequest(method))).not.toContain('router');
  expect(Object.keys(emptyRequest(method))).not.toContain('appID');
});

type Call = { readonly token: string | undefined; readonly fields?: object | undefined };

async function codeOf(method: MethodDefinition<object, object>, { token, fields }: Call): Promise<Code | undefined> {
  const client = openTestClient(engine.address, undefined, token);
  try {
    if (method.responseStream) {
      const [error] = (await once(client.getWorkItems(), 'error')) as [{ code: Code }];
      return error.code;
    }
    await client.ask(method, { ...emptyRequest(method), ...fields }).answer;
    return Code.OK;
  } catch (error) {
    return (error as { code: Code }).code;
  } finally {
    client.close();
  }
}

function emptyRequest(method: MethodDefinition<object, object>): object {
  return method.requestDeserialize(Buffer.alloc(0));
}

function rpcsOf(service: object, table: Readonly<Record<string, Guard>>) {
  return Object.entries(service).map(([rpc, method]) => ({
    rpc,
    method: method as MethodDefinition<object, object>,
    guard: table[rpc] ?? own,
  }));
}
