import { status as Code } from '@grpc/grpc-js';
import type { AppError, ErrorCode } from '@/lib/domain/app-error';

export type GrpcStatus = { readonly code: Code; readonly details: string };

const codeOf: Record<ErrorCode, Code> = {
  invalid: Code.INVALID_ARGUMENT,
  not_found: Code.NOT_FOUND,
  conflict: Code.ALREADY_EXISTS,
  precondition: Code.FAILED_PRECONDITION,
  unauthenticated: Code.UNAUTHENTICATED,
  forbidden: Code.PERMISSION_DENIED,
  timeout: Code.DEADLINE_EXCEEDED,
  unavailable: Code.UNAVAILABLE,
  internal: Code.INTERNAL,
};

/** What SDKs look for in the text of an UNKNOWN status; the code alone tells them nothing. */
const NO_SUCH_INSTANCE = 'no such instance exists';
const STALLED = 'workflow is stalled';
const NOT_COMPLETED = 'orchestration has not yet completed';

/** How one RPC words its refusals; whatever is not named here goes by its code. */
export type Wording = { readonly prefix: string; readonly phrases: Partial<Record<ErrorCode, readonly string[]>> };

export const plainWording: Wording = { prefix: '', phrases: {} };

/** Operations on an existing instance. */
export const operationWording: Wording = {
  prefix: '',
  phrases: { not_found: [NO_SUCH_INSTANCE], precondition: [STALLED] },
};

export const purgeWording: Wording = {
  prefix: 'failed to purge workflow state: ',
  phrases: { not_found: [NO_SUCH_INSTANCE], precondition: [NOT_COMPLETED, STALLED] },
};

/** The status an expected error is answered with. */
export function statusOf(error: AppError, wording: Wording): GrpcStatus {
  const text = error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  const phrases = wording.phrases[error.code];
  if (phrases === undefined) return { code: codeOf[error.code], details: text };
  const [usual] = phrases;
  const worded = phrases.some((phrase) => text.includes(phrase)) ? text : `${usual}: ${text}`;
  return { code: Code.UNKNOWN, details: `${wording.prefix}${worded}` };
}
