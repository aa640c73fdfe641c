import type { DaprRefusalCode } from '@/lib/runtime/dapr-api/dapr-refusal';

/** Error codes of the Dapr HTTP API that workflow clients may look at. */
export type DaprErrorCode =
  | DaprRefusalCode
  | 'ERR_HEALTH_NOT_READY'
  | 'ERR_HEALTH_APPID_NOT_MATCH'
  | 'ERR_UNAUTHENTICATED'
  | 'ERR_FORBIDDEN'
  | 'ERR_NOT_FOUND'
  | 'ERR_BODY_TOO_LARGE';

const STATUSES = {
  ERR_WORKFLOW_NAME_MISSING: 400,
  ERR_WORKFLOW_EVENT_NAME_MISSING: 400,
  ERR_WORKFLOW_APP_ID_INVALID: 400,
  ERR_INSTANCE_ID_PROVIDED_MISSING: 400,
  ERR_INSTANCE_ID_TOO_LONG: 400,
  ERR_INSTANCE_ID_INVALID: 400,
  ERR_INSTANCE_ID_NOT_FOUND: 404,
  ERR_START_WORKFLOW: 500,
  ERR_GET_WORKFLOW: 500,
  ERR_RAISE_EVENT_WORKFLOW: 500,
  ERR_PAUSE_WORKFLOW: 500,
  ERR_RESUME_WORKFLOW: 500,
  ERR_TERMINATE_WORKFLOW: 500,
  ERR_PURGE_WORKFLOW: 500,
  ERR_HEALTH_NOT_READY: 500,
  ERR_HEALTH_APPID_NOT_MATCH: 500,
  ERR_UNAUTHENTICATED: 401,
  ERR_FORBIDDEN: 403,
  ERR_NOT_FOUND: 404,
  ERR_BODY_TOO_LARGE: 413,
} as const satisfies Record<DaprErrorCode, number>;

/** A refusal of this door itself, in the Dapr API's own words. */
export class DaprError extends Error {
  readonly code: DaprErrorCode;

  constructor(code: DaprErrorCode, message: string) {
    super(message);
    this.name = 'DaprError';
    this.code = code;
  }
}

/** The answer `{"errorCode", "message"}` with the status that belongs to the code. */
export function daprErrorResponse({ code, message }: Pick<DaprError, 'code' | 'message'>): Response {
  return Response.json({ errorCode: code, message }, { status: STATUSES[code] });
}
