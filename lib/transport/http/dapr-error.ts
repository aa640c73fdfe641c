/** Error codes of the Dapr HTTP API that workflow clients may look at. */
export type DaprErrorCode =
  | 'ERR_WORKFLOW_NAME_MISSING'
  | 'ERR_WORKFLOW_EVENT_NAME_MISSING'
  | 'ERR_WORKFLOW_APP_ID_INVALID'
  | 'ERR_INSTANCE_ID_PROVIDED_MISSING'
  | 'ERR_INSTANCE_ID_TOO_LONG'
  | 'ERR_INSTANCE_ID_INVALID'
  | 'ERR_INSTANCE_ID_NOT_FOUND'
  | 'ERR_START_WORKFLOW'
  | 'ERR_GET_WORKFLOW'
  | 'ERR_RAISE_EVENT_WORKFLOW'
  | 'ERR_PAUSE_WORKFLOW'
  | 'ERR_RESUME_WORKFLOW'
  | 'ERR_TERMINATE_WORKFLOW'
  | 'ERR_PURGE_WORKFLOW'
  | 'ERR_HEALTH_NOT_READY'
  | 'ERR_HEALTH_APPID_NOT_MATCH'
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
  ERR_FORBIDDEN: 403,
  ERR_NOT_FOUND: 404,
  ERR_BODY_TOO_LARGE: 413,
} as const satisfies Record<DaprErrorCode, number>;

/** A refusal in the Dapr API's own words. */
export class DaprError extends Error {
  readonly code: DaprErrorCode;

  constructor(code: DaprErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DaprError';
    this.code = code;
  }
}

/** The answer `{"errorCode", "message"}` with the status that belongs to the code. */
export function daprErrorResponse({ code, message }: Pick<DaprError, 'code' | 'message'>): Response {
  return Response.json({ errorCode: code, message }, { status: STATUSES[code] });
}
