import { Client, credentials, Metadata, type MethodDefinition, type ServiceError } from '@grpc/grpc-js';
import type { HistoryEvent } from '@/lib/protocol/generated/history';
import { TaskHubSidecarServiceService } from '@/lib/protocol/generated/service';
import type { WorkflowState } from '@/lib/protocol/generated/workflow';

type Service = typeof TaskHubSidecarServiceService;
type UnaryName = Exclude<keyof Service, 'getWorkItems'>;
type RequestOf<Name extends UnaryName> = Parameters<Service[Name]['requestSerialize']>[0];
type ResponseOf<Name extends UnaryName> = ReturnType<Service[Name]['responseDeserialize']>;

export type CallOptions = {
  /** In milliseconds from now; 10 s unless told. */
  readonly deadlineMs?: number;
  /** Sent as `dapr-api-token`. */
  readonly token?: string;
  /** True: a target that cannot be reached yet is waited for. */
  readonly waitForReady?: boolean;
};

/** A plain client of the task hub service: one call per RPC, statuses as they come (`ServiceError`). */
export class TaskHub {
  readonly client: Client;
  readonly #token: string | undefined;

  constructor(address: string, { token }: { readonly token?: string } = {}) {
    this.client = new Client(address, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 });
    this.#token = token;
  }

  /** Calls a unary RPC by its name in the service definition. Rejects with grpc-js's `ServiceError`. */
  call<Name extends UnaryName>(
    name: Name,
    request: RequestOf<Name>,
    { deadlineMs = 10_000, token = this.#token, waitForReady = false }: CallOptions = {},
  ): Promise<ResponseOf<Name>> {
    const method = TaskHubSidecarServiceService[name] as unknown as MethodDefinition<RequestOf<Name>, ResponseOf<Name>>;
    const metadata = new Metadata({ waitForReady });
    if (token !== undefined) metadata.set('dapr-api-token', token);
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        metadata,
        { deadline: Date.now() + deadlineMs },
        (error, response) => {
          if (error !== null) reject(error);
          else if (response === undefined) reject(new Error(`${method.path} answered without content`));
          else resolve(response);
        },
      );
    });
  }

  /** StartInstance, answered with the instance ID. */
  async start(
    { instanceId, name, ...over }: Partial<RequestOf<'startInstance'>> & { readonly instanceId: string },
    options: CallOptions = {},
  ): Promise<string> {
    const request = { tags: {}, enforceUniqueInstanceId: false, ...over, instanceId, name: name ?? 'Flow' };
    return (await this.call('startInstance', request, options)).instanceId;
  }

  /** GetInstance with payloads; undefined for an unknown instance. */
  async state(instanceId: string): Promise<WorkflowState | undefined> {
    const { exists, workflowState } = await this.call('getInstance', { instanceId, getInputsAndOutputs: true });
    return exists ? workflowState : undefined;
  }

  /** WaitForInstanceStart with payloads. */
  untilStarted(instanceId: string, options: CallOptions = {}): Promise<WorkflowState> {
    return this.#wait('waitForInstanceStart', instanceId, options);
  }

  /** WaitForInstanceCompletion with payloads. */
  untilEnded(instanceId: string, options: CallOptions = {}): Promise<WorkflowState> {
    return this.#wait('waitForInstanceCompletion', instanceId, options);
  }

  /** GetInstanceHistory: what is committed. */
  async history(instanceId: string): Promise<HistoryEvent[]> {
    return (await this.call('getInstanceHistory', { instanceId })).events;
  }

  async raise(instanceId: string, name: string, input?: string): Promise<void> {
    await this.call('raiseEvent', { instanceId, name, input });
  }

  async terminate(instanceId: string, over: { output?: string; recursive?: boolean } = {}): Promise<void> {
    await this.call('terminateInstance', { recursive: false, ...over, instanceId });
  }

  /** How many instances were deleted. */
  async purge(instanceId: string, over: { recursive?: boolean; force?: boolean } = {}): Promise<number> {
    const request = { $case: 'instanceId', value: instanceId } as const;
    return (await this.call('purgeInstances', { recursive: true, ...over, request })).deletedInstanceCount;
  }

  close(): void {
    this.client.close();
  }

  async #wait(
    name: 'waitForInstanceStart' | 'waitForInstanceCompletion',
    instanceId: string,
    options: CallOptions,
  ): Promise<WorkflowState> {
    const { workflowState } = await this.call(name, { instanceId, getInputsAndOutputs: true }, options);
    if (workflowState === undefined) throw new Error(`${name} told no state of ${instanceId}`);
    return workflowState;
  }
}

/** The refusal of a call that must not succeed. */
export async function refusalOf(call: Promise<unknown>): Promise<ServiceError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'details' in error) return error as ServiceError;
    throw error;
  }
  throw new Error('the call succeeded');
}
