import { logVerbosity, Server, ServerCredentials, setLogVerbosity } from '@grpc/grpc-js';
import { AppError } from '@/lib/domain/app-error';
import { DaprService } from '@/lib/protocol/generated/dapr-runtime';
import { RuntimeService } from '@/lib/protocol/generated/perdure-runtime';
import { TaskHubSidecarServiceService } from '@/lib/protocol/generated/service';
import type { AppMetadata } from '@/lib/runtime/apps/app-metadata';
import { daprServiceImplementation } from './dapr/dapr-service';
import type { Entrance } from './door';
import { createFirstStreams } from './first-streams';
import { createOpenCalls } from './open-calls';
import { runtimeServiceImplementation } from './runtime-service';
import { serviceImplementation } from './service-implementation';

/** How long a stopping server waits for calls to finish, in milliseconds. */
const SHUTDOWN_MS = 2_000;

/** A worker that takes no item for this long is given up, in milliseconds. */
const STALL_MS = 10_000;

/** The service, but that work items come to it as the bytes they are sent as. */
const service = {
  ...TaskHubSidecarServiceService,
  getWorkItems: { ...TaskHubSidecarServiceService.getWorkItems, responseSerialize: (item: Buffer) => item },
};

const serverOptions = {
  'grpc.max_receive_message_length': 128 * 1024 * 1024,
  'grpc.max_send_message_length': -1,
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 5_000,
  'grpc.max_connection_idle_ms': 180_000,
};

export type GrpcServer = {
  readonly port: number;
  /** Ends worker streams and parked waits, then closes; calls that do not finish in two seconds are cut off. */
  close(): Promise<void>;
};

export type GrpcServerOptions = Entrance & {
  readonly metadata: AppMetadata;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** What to change when the port cannot be had. */
  readonly setting?: string | undefined;
  readonly stallAfterMs?: number;
};

/** Opens a listener: the task hub service of workflow SDKs, and Dapr's own for older clients. Rejects with `unavailable` when the port cannot be had. */
export async function startGrpcServer({
  host,
  port: wanted,
  setting = 'PERDURE_GRPC_PORT',
  stallAfterMs = STALL_MS,
  metadata,
  ...entrance
}: GrpcServerOptions): Promise<GrpcServer> {
  // The library prints to stderr what it also hands over as errors; those are told in our words, once.
  setLogVerbosity(logVerbosity.NONE);
  const server = new Server(serverOptions);
  const openCalls = createOpenCalls();
  const context = { entrance, openCalls, firstStreams: createFirstStreams(), stallAfterMs };
  server.addService(service, serviceImplementation(context));
  server.addService(RuntimeService, runtimeServiceImplementation(context));
  server.addService(DaprService, daprServiceImplementation({ ...context, metadata }));
  const port = await bind(server, { host, port: wanted, setting });
  return {
    port,
    async close() {
      openCalls.stopAll();
      // Streams that were just ended write their status in the next round; a closing session would cut them off.
      await new Promise<void>((resolve) => setImmediate(resolve));
      await shutDown(server);
    },
  };
}

type Place = { readonly host: string; readonly port: number; readonly setting: string };

function bind(server: Server, place: Place): Promise<number> {
  const { host, port } = place;
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(cannotListen(error, place));
    });
  });
}

function cannotListen(cause: Error, { host, port, setting }: Place): AppError {
  if (!cause.message.includes('EADDRINUSE')) {
    return new AppError('unavailable', `Cannot listen on ${host}:${port}: ${cause.message}`, {
      hint: `Choose another address with PERDURE_HOST or another port with ${setting}.`,
      cause,
    });
  }
  return new AppError('unavailable', `Port ${port} on ${host} is already in use by another process.`, {
    hint: `Stop that process, or set ${setting} to a free port.`,
    cause,
  });
}

function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, SHUTDOWN_MS);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}
