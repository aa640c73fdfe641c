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
};

export async function startGrpcEngine(options: { stallAfterMs?: number; port?: number } = {}): Promise<GrpcEngine> {
  const runtime = new FakeRuntime();
  const errors: GrpcEngine['errors'] = [];
  const quiet = (): void => undefined;
  const server = await startGrpcServer({
    runtime,
    appId: 'shop',
    host: '127.0.0.1',
    port: 0,
    log: { debug: quiet, info: quiet, warn: quiet, error: (fields, message) => void errors.push({ fields, message }) },
    ...options,
  });
  return { runtime, server, address: `127.0.0.1:${server.port}`, errors };
}
