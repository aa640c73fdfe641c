import { createRequire } from 'node:module';
import type Metadata from '@dapr/dapr/proto/dapr/proto/runtime/v1/metadata_pb';
import type Workflow from '@dapr/dapr/proto/dapr/proto/runtime/v1/workflow_pb';
import { expect, test } from 'vitest';
import {
  GetMetadataResponse,
  GetWorkflowRequest,
  GetWorkflowResponse,
  PauseWorkflowRequest,
  PurgeWorkflowRequest,
  RaiseEventWorkflowRequest,
  ResumeWorkflowRequest,
  SetMetadataRequest,
  StartWorkflowRequest,
  StartWorkflowResponse,
  TerminateWorkflowRequest,
} from '@/lib/protocol/generated/dapr-runtime';

// The other side is what the Dapr SDK generated from Dapr's own files: numbers and types must be the same.
const require = createRequire(import.meta.url);
const folder = '@dapr/dapr/proto/dapr/proto/runtime/v1';
const metadataMessages = require(`${folder}/metadata_pb`) as typeof Metadata;
const workflowMessages = require(`${folder}/workflow_pb`) as typeof Workflow;

test('a start is read as the SDK writes it', () => {
  const written = new workflowMessages.StartWorkflowRequest();
  written.setInstanceId('i-1');
  written.setWorkflowComponent('dapr');
  written.setWorkflowName('Order');
  written.getOptionsMap().set('dapr.workflow.start_time', 'now');
  written.setInput(Buffer.from('{}'));
  expect(StartWorkflowRequest.decode(written.serializeBinary())).toEqual({
    ...{ instanceID: 'i-1', workflowComponent: 'dapr', workflowName: 'Order', appID: undefined },
    options: { 'dapr.workflow.start_time': 'now' },
    input: new TextEncoder().encode('{}'),
  });
});

test('an event and an attribute are read as the SDK writes them', () => {
  const event = new workflowMessages.RaiseEventWorkflowRequest();
  event.setInstanceId('i-1');
  event.setEventName('Paid');
  event.setEventData(Buffer.from('1'));
  const read = RaiseEventWorkflowRequest.decode(event.serializeBinary());
  expect(read).toMatchObject({ instanceID: 'i-1', eventName: 'Paid', eventData: new TextEncoder().encode('1') });
  const attribute = new metadataMessages.SetMetadataRequest();
  attribute.setKey('team');
  attribute.setValue('blue');
  expect(SetMetadataRequest.decode(attribute.serializeBinary())).toEqual({ key: 'team', value: 'blue' });
});

test.each([
  [new workflowMessages.GetWorkflowRequest(), GetWorkflowRequest],
  [new workflowMessages.PurgeWorkflowRequest(), PurgeWorkflowRequest],
  [new workflowMessages.TerminateWorkflowRequest(), TerminateWorkflowRequest],
  [new workflowMessages.PauseWorkflowRequest(), PauseWorkflowRequest],
  [new workflowMessages.ResumeWorkflowRequest(), ResumeWorkflowRequest],
])('request %# is read as the SDK writes it', (written, message) => {
  written.setInstanceId('i-1');
  written.setWorkflowComponent('dapr');
  expect(message.decode(written.serializeBinary())).toEqual({ instanceID: 'i-1', workflowComponent: 'dapr' });
});

test('answers are written as the SDK reads them', () => {
  const started = StartWorkflowResponse.encode({ instanceID: 'i-1' }).finish();
  expect(workflowMessages.StartWorkflowResponse.deserializeBinary(started).getInstanceId()).toBe('i-1');
  const state = GetWorkflowResponse.encode({
    ...{ instanceID: 'i-1', workflowName: 'Order', runtimeStatus: 'RUNNING', properties: { a: 'b' } },
    createdAt: { seconds: 1, nanos: 0 },
    lastUpdatedAt: { seconds: 2, nanos: 0 },
  }).finish();
  const readState = workflowMessages.GetWorkflowResponse.deserializeBinary(state);
  expect(readState.toObject()).toEqual({
    ...{ instanceId: 'i-1', workflowName: 'Order', runtimeStatus: 'RUNNING', propertiesMap: [['a', 'b']] },
    createdAt: { seconds: 1, nanos: 0 },
    lastUpdatedAt: { seconds: 2, nanos: 0 },
  });
  const activeActors = [{ type: 'x', count: 2 }];
  const metadata = GetMetadataResponse.encode({
    ...{ id: 'shop', runtimeVersion: '9', extended: { team: 'blue' }, actors: activeActors },
    actorRuntime: { runtimeStatus: 2, activeActors, hostReady: true },
    workflows: { connectedWorkers: 3 },
  }).finish();
  expect(metadataMessages.GetMetadataResponse.deserializeBinary(metadata).toObject()).toMatchObject({
    ...{ id: 'shop', runtimeVersion: '9', extendedMetadataMap: [['team', 'blue']] },
    activeActorsCountList: activeActors,
    actorRuntime: { runtimeStatus: 2, activeActorsList: activeActors, hostReady: true },
    workflows: { connectedWorkers: 3 },
  });
});
