import { Client, credentials, Metadata, type MethodDefinition } from '@grpc/grpc-js';
import { TaskHubSidecarServiceService } from '@/lib/protocol/generated/service';

type Service = typeof TaskHubSidecarServiceService;
type UnaryName = Exclude<keyof Service, 'getWorkItems'>;
type RequestOf<Name extends UnaryName> = Parameters<Service[Name]['requestSerialize']>[0];
type ResponseOf<Name extends UnaryName> = ReturnType<Service[Name]['responseDeserialize']>;

export type CallOptions = {
  /** In milliseconds from now; 10 s unless told. */
  readonly deadlineMs?: number;
  /** Sent as `dapr-api-token`. */
  readonly token?: string;
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
    { deadlineMs = 10_000, token = this.#token }: CallOptions = {},
  ): Promise<ResponseOf<Name>> {
    const method = TaskHubSidecarServiceService[name] as unknown as MethodDefinition<RequestOf<Name>, ResponseOf<Name>>;
    const metadata = new Metadata();
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

  close(): void {
    this.client.close();
  }
}
