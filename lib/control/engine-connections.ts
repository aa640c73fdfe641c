import { Client, credentials, type ChannelCredentials, Metadata, type MethodDefinition } from '@grpc/grpc-js';
import { AppError } from '@/lib/domain/app-error';
import { engineError, type EngineKind } from './engine-error';

export type EngineRequest<Request, Response> = {
  readonly appId: string;
  readonly method: MethodDefinition<Request, Response>;
  readonly request: Request;
  /** What is asked for, as in `EngineCall`. */
  readonly describe: string;
  readonly waitsForOutcome: boolean;
  readonly deadlineMs: number;
};

export type EngineConnections = {
  /** Rejects with the AppError of `engineError`. */
  call<Request, Response>(request: EngineRequest<Request, Response>): Promise<Response>;
  close(): void;
};

const channelOptions = {
  // A restarted runtime is found again within a second.
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 1000,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.max_receive_message_length': 128 * 1024 * 1024,
  'grpc.max_send_message_length': -1,
};

/** Encryption to an engine; `ca`: the certificates, as PEM, of those who may vouch for it instead of the usual ones. */
export type EngineTls = { readonly ca?: string | undefined };

/** How an engine is reached: host:port, the API token that goes with each call, and encryption; without `tls` there is none. */
export type EngineDoor = {
  readonly address: string;
  readonly token?: string | undefined;
  readonly tls?: EngineTls | undefined;
};

/** Where engines are, and what they ask of those who call. */
export type EngineDirectory = {
  /** The engine that serves an App ID, as of this call; may throw for an unknown one. */
  readonly doorOf: (appId: string) => EngineDoor;
  /** What they are, for messages; without it runtimes of Perdure. */
  readonly kind?: EngineKind | undefined;
};

/** One connection per address, opened with its first call and kept. */
export function createEngineConnections({ doorOf, kind }: EngineDirectory): EngineConnections {
  const clients = new Map<string, Client>();
  const clientAt = (address: string, tls: EngineTls | undefined): Client => {
    const key = tls === undefined ? address : `${address} by TLS ${tls.ca ?? ''}`;
    const open = clients.get(key);
    if (open !== undefined) return open;
    const client = new Client(address, credentialsOf(tls), channelOptions);
    clients.set(key, client);
    return client;
  };
  return {
    call(request) {
      const { address, token, tls } = doorOf(request.appId);
      const metadata = new Metadata();
      if (token !== undefined) metadata.set('dapr-api-token', token);
      return callOnce(clientAt(address, tls), { address, metadata, kind }, request);
    },
    close() {
      for (const client of clients.values()) client.close();
      clients.clear();
    },
  };
}

function credentialsOf(tls: EngineTls | undefined): ChannelCredentials {
  if (tls === undefined) return credentials.createInsecure();
  return credentials.createSsl(tls.ca === undefined ? null : Buffer.from(tls.ca));
}

function callOnce<Request, Response>(
  client: Client,
  { metadata, ...place }: { address: string; metadata: Metadata; kind: EngineKind | undefined },
  { method, request, deadlineMs, describe, waitsForOutcome }: EngineRequest<Request, Response>,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      metadata,
      { deadline: Date.now() + deadlineMs },
      (error, response) => {
        if (error !== null) reject(engineError(error, { ...place, request: describe, waitsForOutcome }));
        else if (response === undefined) reject(new AppError('internal', `${place.address} answered without content.`));
        else resolve(response);
      },
    );
  });
}
