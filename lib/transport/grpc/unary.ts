import { randomUUID } from 'node:crypto';
import { type handleUnaryCall, status as Code, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { AppError } from '@/lib/domain/app-error';
import { DaprRefusal } from '@/lib/runtime/dapr-api/dapr-refusal';
import { enter, type Entrance, type Handler } from './door';
import { daprStatusOf, type GrpcStatus, plainWording, statusOf, type Wording } from './error-status';
import type { OpenCalls } from './open-calls';

/** What all methods of a listener stand on. */
export type CallContext = { readonly entrance: Entrance; readonly openCalls: OpenCalls };

/** Makes a gRPC method of a handler: lets the caller in, aborts with it, and turns whatever is thrown into a status. */
export function unary<Request, Response>(
  { entrance, openCalls }: CallContext,
  handler: Handler<Request, Response>,
  wording: Wording = plainWording,
): handleUnaryCall<Request, Response> {
  return (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>) => {
    const controller = new AbortController();
    const forgetCall = openCalls.add(() => controller.abort());
    let isAnswered = false;
    // Comes after an answer too.
    call.on('cancelled', () => {
      if (!isAnswered) controller.abort();
    });
    const forget = (): void => {
      isAnswered = true;
      forgetCall();
    };
    const ask = async (): Promise<Response> => handler(enter(entrance, call.metadata), call.request, controller.signal);
    ask()
      .then(
        (response) => answer(null, response),
        (error: unknown) => answer(refusal(error, { entrance, openCalls, wording, path: call.getPath() })),
      )
      .finally(forget);
  };
}

function refusal(error: unknown, context: CallContext & { wording: Wording; path: string }): GrpcStatus {
  if (error instanceof DaprRefusal) return daprStatusOf(error);
  if (error instanceof AppError) {
    if (error.code === 'timeout' && context.openCalls.stopping()) {
      return { code: Code.UNAVAILABLE, details: 'The runtime is stopping.' };
    }
    return statusOf(error, context.wording);
  }
  const errorId = randomUUID();
  context.entrance.log.error({ err: error, errorId, path: context.path }, 'A call failed unexpectedly');
  return { code: Code.INTERNAL, details: `Unexpected error (${errorId}).` };
}
