import {
  Client,
  type ClientReadableStream,
  type ClientUnaryCall,
  credentials,
  Metadata,
  type MethodDefinition,
} from '@grpc/grpc-js';
import { DaprService } from '@/lib/protocol/generated/dapr-runtime';
import { TaskHubSidecarServiceService } from '@/lib/protocol/generated/service';
import type { WorkerCapability, WorkItem } from '@/lib/protocol/generated/work';

/** What tests of the door speak to it with: the library itself, nothing of ours in between. */
export type TestClient = {
  /** Makes one unary call; `call` can be canceled, `answer` rejects with the ServiceError. */
  ask<Request, Response>(
    method: MethodDefinition<Request, Response>,
    request: Request,
    deadlineMs?: number,
  ): { call: ClientUnaryCall; answer: Promise<Response> };
  getWorkItems(capabilities?: readonly WorkerCapability[]): ClientReadableStream<WorkItem>;
  /** The app that this client is taken for. */
  ownAppId(): Promise<string>;
  close(): void;
};

/** A client without any SDK; `userAgent` makes it look like one, `token` goes with each call. */
export function openTestClient(address: string, userAgent?: string, token?: string): TestClient {
  const metadata = new Metadata();
  if (token !== undefined) metadata.set('dapr-api-token', token);
  const client = new Client(address, credentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
    'grpc.max_receive_message_length': -1,
    ...(userAgent === undefined ? {} : { 'grpc.primary_user_agent': userAgent }),
  });
  const opened: TestClient = {
    ask<Request, Response>(method: MethodDefinition<Request, Response>, request: Request, deadlineMs = 10_000) {
      const { promise, resolve, reject } = Promise.withResolvers<Response>();
      const call = client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        metadata,
        { deadline: Date.now() + deadlineMs },
        (error, response) => {
          if (error === null && response !== undefined) resolve(response);
          else reject(error ?? new Error('An answer without content.'));
        },
      );
      return { call, answer: promise };
    },
    getWorkItems(capabilities = []) {
      const { path, requestSerialize, responseDeserialize } = TaskHubSidecarServiceService.getWorkItems;
      return client.makeServerStreamRequest(
        path,
        requestSerialize,
        responseDeserialize,
        { capabilities: [...capabilities] },
        metadata,
      );
    },
    ownAppId: async () => (await opened.ask(DaprService.getMetadata, {}).answer).id,
    close: () => client.close(),
  };
  return opened;
}
