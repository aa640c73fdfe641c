import {
  logVerbosity,
  Server,
  ServerCredentials,
  ServerInterceptingCall,
  type ServerInterceptor,
  setLogVerbosity,
} from '@grpc/grpc-js';
import { AppError } from '@/lib/domain/app-error';
import { TaskHubSidecarServiceService } from '@/lib/protocol/generated/service';
import type { Door } from './door';
import { createFirstStreams } from './first-streams';
import { createOpenCalls } from './open-calls';
import { serviceImplementation } from './service-implementation';

/** How long a stopping server waits for calls to finish, in milliseconds. */
const SHUTDOWN_MS = 2_000;

/** A worker that takes no item for this long is given up, in milliseconds. */
const STALL_MS = 10_000;

/**
 * Keeps calls from their handlers that were canceled while they were still arriving. The library tells a handler of a
 * cancellation only once it has begun; one that begins afterwards would serve nobody, for ever.
 */
const notOnceCanceled: ServerInterceptor = (_, call) => new ServerInterceptingCall(call);

const serverOptions = {
  interceptors: [notOnceCanceled],
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

export type GrpcServerOptions = Door & {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly stallAfterMs?: number;
};

/** Opens the door for one App ID. Rejects with `unavailable` when the port cannot be had. */
export async function startGrpcServer({
  host,
  port: wanted,
  stallAfterMs = STALL_MS,
  ...door
}: GrpcServerOptions): Promise<GrpcServer> {
  // The library prints to stderr what it also hands over as errors; those are told in our words, once.
  setLogVerbosity(logVerbosity.NONE);
  const server = new Server(serverOptions);
  const openCalls = createOpenCalls();
  server.addService(
    TaskHubSidecarServiceService,
    serviceImplementation({ door, openCalls, firstStreams: createFirstStreams(), stallAfterMs }),
  );
  const port = await bind(server, host, wanted);
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

function bind(server: Server, host: string, port: number): Promise<number> {
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(cannotListen(error, host, port));
    });
  });
}

function cannotListen(cause: Error, host: string, port: number): AppError {
  if (!cause.message.includes('EADDRINUSE')) {
    return new AppError('unavailable', `Cannot listen on ${host}:${port}: ${cause.message}`, {
      hint: 'Choose another address with PERDURE_HOST or another port with PERDURE_GRPC_PORT.',
      cause,
    });
  }
  return new AppError('unavailable', `Port ${port} on ${host} is already in use by another process.`, {
    hint: 'Stop that process, or set PERDURE_GRPC_PORT to a free port.',
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
