import { createAppAccesses, type AppTokens } from '@/lib/runtime/apps/app-access';
import { createAppMetadata } from '@/lib/runtime/apps/app-metadata';
import { type GrpcServer, startGrpcServer } from '@/lib/transport/grpc/start-grpc-server';
import { FakeRuntime } from './fake-runtime';

/** The real gRPC door of App ID `shop` on a free port of this machine, with a made-up runtime behind it. */
export type GrpcEngine = {
  readonly runtime: FakeRuntime;
  readonly server: GrpcServer;
  /** host:port. */
  readonly address: string;
  /** What the door wrote to its log as an error. */
  readonly errors: { readonly fields: object; readonly message: string }[];
  /** Everything else it wrote, as text. */
  readonly said: string[];
};

export type GrpcEngineOptions = {
  readonly stallAfterMs?: number;
  readonly port?: number;
  /** Apps with their tokens; by default `shop` without any. */
  readonly apps?: readonly AppTokens[];
  /** Serves all apps by their tokens, and this one without. Absent: `shop` alone. */
  readonly shared?: { readonly fallback: string | undefined };
};

export async function startGrpcEngine({ apps, shared, ...options }: GrpcEngineOptions = {}): Promise<GrpcEngine> {
  const runtime = new FakeRuntime();
  const errors: GrpcEngine['errors'] = [];
  const said: string[] = [];
  const say = (fields: object, message: string): void => void said.push(`${message} ${JSON.stringify(fields)}`);
  const accesses = createAppAccesses(apps ?? [{ appId: 'shop', tokens: [] }]);
  const server = await startGrpcServer({
    runtime,
    access: shared === undefined ? accesses.ofApp('shop') : accesses.shared(shared.fallback),
    metadata: createAppMetadata({ runtimeVersion: '9.9.9', runtime }),
    host: '127.0.0.1',
    port: 0,
    log: { debug: say, info: say, warn: say, error: (fields, message) => void errors.push({ fields, message }) },
    ...options,
  });
  return { runtime, server, address: `127.0.0.1:${server.port}`, errors, said };
}
