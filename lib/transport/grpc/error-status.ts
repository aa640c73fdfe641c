import { status as Code } from '@grpc/grpc-js';
import { fullText, type AppError, type ErrorCode } from '@/lib/domain/app-error';
import type { DaprRefusal, DaprRefusalCode } from '@/lib/runtime/dapr-api/dapr-refusal';

export type GrpcStatus = { readonly code: Code; readonly details: string };

const codeOf: Record<ErrorCode, Code> = {
  invalid: Code.INVALID_ARGUMENT,
  not_found: Code.NOT_FOUND,
  conflict: Code.ALREADY_EXISTS,
  precondition: Code.FAILED_PRECONDITION,
  unauthenticated: Code.UNAUTHENTICATED,
  forbidden: Code.PERMISSION_DENIED,
  limited: Code.RESOURCE_EXHAUSTED,
  timeout: Code.DEADLINE_EXCEEDED,
  unavailable: Code.UNAVAILABLE,
  internal: Code.INTERNAL,
};

/** What SDKs look for in the text of an UNKNOWN status; the code alone tells them nothing. */
const NO_SUCH_INSTANCE = 'no such instance exists';
const STALLED = 'workflow is stalled';
const NOT_COMPLETED = 'orchestration has not yet completed';

/** How one RPC words its refusals; whatever is not named here goes by its code. */
export type Wording = {
  readonly prefix: string;
  readonly phrases: Partial<Record<ErrorCode, readonly string[]>>;
  /** Codes that are other than usual. */
  readonly codes?: Partial<Record<ErrorCode, Code>>;
};

export const plainWording: Wording = { prefix: '', phrases: {} };

/** Operations on state: clients look for ABORTED to see that an ETag did not fit. */
export const stateWording: Wording = { prefix: '', phrases: {}, codes: { conflict: Code.ABORTED } };

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
  const text = fullText(error);
  const phrases = wording.phrases[error.code];
  if (phrases === undefined) return { code: wording.codes?.[error.code] ?? codeOf[error.code], details: text };
  const [usual] = phrases;
  const worded = phrases.some((phrase) => text.includes(phrase)) ? text : `${usual}: ${text}`;
  return { code: Code.UNKNOWN, details: `${wording.prefix}${worded}` };
}

const codeOfRefusal: Record<DaprRefusalCode, Code> = {
  ERR_WORKFLOW_NAME_MISSING: Code.INVALID_ARGUMENT,
  ERR_WORKFLOW_EVENT_NAME_MISSING: Code.INVALID_ARGUMENT,
  ERR_WORKFLOW_APP_ID_INVALID: Code.INVALID_ARGUMENT,
  ERR_INSTANCE_ID_PROVIDED_MISSING: Code.INVALID_ARGUMENT,
  ERR_INSTANCE_ID_TOO_LONG: Code.INVALID_ARGUMENT,
  ERR_INSTANCE_ID_INVALID: Code.INVALID_ARGUMENT,
  ERR_INSTANCE_ID_NOT_FOUND: Code.NOT_FOUND,
  ERR_START_WORKFLOW: Code.INTERNAL,
  ERR_GET_WORKFLOW: Code.INTERNAL,
  ERR_RAISE_EVENT_WORKFLOW: Code.INTERNAL,
  ERR_PAUSE_WORKFLOW: Code.INTERNAL,
  ERR_RESUME_WORKFLOW: Code.INTERNAL,
  ERR_TERMINATE_WORKFLOW: Code.INTERNAL,
  ERR_PURGE_WORKFLOW: Code.INTERNAL,
};

/** The status a refusal of Dapr's own service is answered with. */
export function daprStatusOf({ code, message }: DaprRefusal): GrpcStatus {
  return { code: codeOfRefusal[code], details: message };
}
