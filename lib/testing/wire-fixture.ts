import { Client, type ClientReadableStream, credentials, Metadata, status as Code } from '@grpc/grpc-js';
import { onTestFinished } from 'vitest';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import type { WorkflowAction } from '@/lib/protocol/generated/actions';
import type { HistoryEvent } from '@/lib/protocol/generated/history';
import type { WorkItem } from '@/lib/protocol/generated/work';
import type { OrchestrationStatus } from '@/lib/protocol/generated/workflow';
import { createAppAccesses } from '@/lib/runtime/apps/app-access';
import { createAppMetadata } from '@/lib/runtime/apps/app-metadata';
import { type GrpcServer, startGrpcServer } from '@/lib/transport/grpc/start-grpc-server';
import { openTestClient, type TestClient } from '@/lib/transport/grpc/test-client';
import { type FixtureOptions, openRuntime, type RuntimeFixture } from './runtime-fixture';

const WIRE_APPS = ['shop', 'depot'] as const;

/** The real runtime behind real gRPC doors, one per app, and clients that speak to them without any SDK. */
export type WireFixture = {
  readonly fx: RuntimeFixture;
  /** A client of an app's door. */
  client(appId?: string): TestClient;
  /** Sends bytes as they are; answers the status code and what came back. */
  raw(path: string, bytes: Uint8Array): Promise<{ readonly code: Code; readonly bytes: Buffer | undefined }>;
  address(appId?: string): string;
};

/** Opens the doors of the apps `shop` and `depot`; all is gone when the test is over. */
export async function openWire(
  options: FixtureOptions & { readonly stallAfterMs?: number } = {},
): Promise<WireFixture> {
  const { stallAfterMs, ...rest } = options;
  const fx = await openRuntime({ folder: 'memory', ...rest });
  const quiet = (): void => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const servers = new Map<string, GrpcServer>();
  for (const appId of WIRE_APPS) {
    const access = createAppAccesses([{ appId, tokens: [] }]).ofApp(appId);
    const metadata = createAppMetadata({ runtimeVersion: '9.9.9', runtime: fx.runtime });
    const door = { runtime: fx.runtime, access, metadata, host: '127.0.0.1', port: 0, log };
    servers.set(appId, await startGrpcServer({ ...door, ...(stallAfterMs !== undefined && { stallAfterMs }) }));
  }
  const address = (appId = 'shop'): string => `127.0.0.1:${servers.get(appId)?.port ?? 0}`;
  const clients = new Map(WIRE_APPS.map((appId) => [appId as string, openTestClient(address(appId))]));
  const bytes = new Client(address(), credentials.createInsecure(), { 'grpc.max_receive_message_length': -1 });
  onTestFinished(async () => {
    for (const client of [bytes, ...clients.values()]) client.close();
    for (const server of servers.values()) await server.close();
  });
  return {
    fx,
    address,
    client(appId = 'shop') {
      const client = clients.get(appId);
      if (client === undefined) throw new Error(`no door for ${appId}`);
      return client;
    },
    raw: (path, message) => sendRaw(bytes, path, message),
  };
}

function sendRaw(
  client: Client,
  path: string,
  message: Uint8Array,
): Promise<{ code: Code; bytes: Buffer | undefined }> {
  const same = (given: Buffer): Buffer => given;
  return new Promise((resolve) => {
    const options = { deadline: Date.now() + 500 };
    client.makeUnaryRequest(path, same, same, Buffer.from(message), new Metadata(), options, (error, answer) => {
      resolve({ code: error === null ? Code.OK : error.code, bytes: answer });
    });
  });
}

/** All events of a turn, past and new. */
export function eventsIn(item: WorkItem): readonly HistoryEvent[] {
  if (item.request?.$case !== 'workflowRequest') return [];
  return [...item.request.value.pastEvents, ...item.request.value.newEvents];
}

export type WireCode = (events: readonly HistoryEvent[]) => readonly WorkflowAction[];

/** What a worker does with an item; the default answers all of it. */
export type WirePlay = {
  readonly code: WireCode;
  readonly activity?: (input: string | undefined) => string | undefined;
};

/** A worker over the wire. */
export class WireWorker {
  readonly items: WorkItem[] = [];
  readonly stream: ClientReadableStream<WorkItem>;
  readonly ended: Promise<Code>;
  readonly #client: TestClient;
  readonly #watchers = new Set<() => void>();

  constructor(client: TestClient, play?: WirePlay) {
    this.#client = client;
    this.stream = client.getWorkItems();
    this.ended = new Promise((resolve) => this.stream.on('status', ({ code }) => resolve(code)));
    this.stream.on('error', () => undefined);
    this.stream.on('data', (item: WorkItem) => {
      this.items.push(item);
      if (play !== undefined) void this.reply(item, play).catch(() => undefined);
      for (const wake of this.#watchers) wake();
    });
  }

  /** Resolves with the item of this position once it is there. */
  async item(index: number): Promise<WorkItem> {
    for (;;) {
      const item = this.items[index];
      if (item !== undefined) return item;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#watchers.add(resolve);
      await promise;
      this.#watchers.delete(resolve);
    }
  }

  async reply(item: WorkItem, { code, activity }: WirePlay, token = item.completionToken): Promise<void> {
    if (item.request?.$case === 'workflowRequest') {
      await this.complete(item.request.value.instanceId, [...code(eventsIn(item))], token);
    } else if (item.request?.$case === 'activityRequest') {
      const { taskId, input, workflowInstance } = item.request.value;
      const { instanceId = '' } = workflowInstance ?? {};
      const result = activity === undefined ? input : activity(input);
      const response = { instanceId, taskId, result, failureDetails: undefined, completionToken: token };
      await this.#client.ask(service.completeActivityTask, response).answer;
    }
  }

  async complete(instanceId: string, actions: WorkflowAction[], completionToken: string): Promise<void> {
    const response = { instanceId, actions, completionToken, customStatus: '' };
    await this.#client.ask(service.completeOrchestratorTask, response).answer;
  }
}

/** Calls one activity with its own input and ends with the activity's result. */
export const ECHO: WireCode = (events) => {
  const done = events.find((event) => event.eventType?.$case === 'taskCompleted')?.eventType;
  if (done?.$case === 'taskCompleted') return [wireEnd(2, done.value.result)];
  const isScheduled = events.some((event) => event.eventType?.$case === 'taskScheduled');
  const started = events.find((event) => event.eventType?.$case === 'executionStarted')?.eventType;
  const input = started?.$case === 'executionStarted' ? started.value.input : undefined;
  return isScheduled ? [] : [wireTask(1, input)];
};

export function wireTask(id: number, input: string | undefined): WorkflowAction {
  return {
    id,
    workflowActionType: { $case: 'scheduleTask', value: { name: 'Echo', input, taskExecutionId: `call-${id}` } },
  };
}

/** Ends the run as completed, or with another status of the protocol. */
export function wireEnd(
  id: number,
  result: string | undefined,
  workflowStatus: OrchestrationStatus = 1,
): WorkflowAction {
  return {
    id,
    workflowActionType: { $case: 'completeWorkflow', value: { workflowStatus, result, carryoverEvents: [] } },
  };
}
