import { randomUUID } from 'node:crypto';
import { type handleUnaryCall, status as Code, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { AppError } from '@/lib/domain/app-error';
import type { Door, Handler } from './door';
import { type GrpcStatus, plainWording, statusOf, type Wording } from './error-status';
import type { OpenCalls } from './open-calls';

/** Makes a gRPC method of a handler: aborts with the caller, and turns whatever is thrown into a status. */
export function unary<Request, Response>(
  { door, openCalls }: { door: Door; openCalls: OpenCalls },
  handler: Handler<Request, Response>,
  wording: Wording = plainWording,
): handleUnaryCall<Request, Response> {
  return (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>) => {
    const controller = new AbortController();
    const forget = openCalls.add(() => controller.abort());
    call.on('cancelled', () => controller.abort());
    handler(door, call.request, controller.signal)
      .then(
        (response) => answer(null, response),
        (error: unknown) => answer(refusal(error, { door, openCalls, wording, path: call.getPath() })),
      )
      .finally(forget);
  };
}

function refusal(
  error: unknown,
  context: { door: Door; openCalls: OpenCalls; wording: Wording; path: string },
): GrpcStatus {
  if (error instanceof AppError) {
    if (error.code === 'timeout' && context.openCalls.stopping()) {
      return { code: Code.UNAVAILABLE, details: 'The runtime is stopping.' };
    }
    return statusOf(error, context.wording);
  }
  const errorId = randomUUID();
  context.door.log.error({ err: error, errorId, path: context.path }, 'A call failed unexpectedly');
  return { code: Code.INTERNAL, details: `Unexpected error (${errorId}).` };
}
