/** Why Dapr's workflow API refuses a request; each door has a table from these to its own status. */
export type DaprRefusalCode =
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
  | 'ERR_PURGE_WORKFLOW';

/** A refusal in the Dapr API's own words (dapr-protocol 1.5). */
export class DaprRefusal extends Error {
  readonly code: DaprRefusalCode;

  constructor(code: DaprRefusalCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DaprRefusal';
    this.code = code;
  }
}
