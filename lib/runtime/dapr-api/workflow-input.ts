import type { Instant } from '@/lib/domain/instant';
import type { Caller } from '../apps/app-access';
import { DaprRefusal } from './dapr-refusal';

const LONGEST_ID = 64;
const ID_LETTERS = /^[\p{L}\p{Nd}_-]+$/u;
const APP_ID = /^[A-Za-z0-9][\w.-]{0,127}$/;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** The id for a new instance; '' asks the runtime for a fresh one. Throws a `DaprRefusal`. */
export function newInstanceId(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  if (Buffer.byteLength(text) > LONGEST_ID) {
    const message = `workflow instance ID exceeds the max length of ${LONGEST_ID} characters`;
    throw new DaprRefusal('ERR_INSTANCE_ID_TOO_LONG', message);
  }
  if (ID_LETTERS.test(text)) return text;
  const rule = 'only letters, digits, dashes and underscores are allowed';
  throw new DaprRefusal('ERR_INSTANCE_ID_INVALID', `workflow instance ID '${text}' is invalid: ${rule}`);
}

/** The app a request is about: the caller's own unless the request names another. Throws a `DaprRefusal`. */
export function targetApp(caller: Caller, asked: string | undefined): string {
  if (asked === undefined || asked === '') return caller.appId;
  if (!APP_ID.test(asked)) {
    const rule = 'only letters, digits, dashes, underscores and dots are allowed';
    throw new DaprRefusal('ERR_WORKFLOW_APP_ID_INVALID', `workflow app ID '${asked}' is invalid: ${rule}`);
  }
  caller.requireReach(asked);
  return asked;
}

/** The instant that the option `dapr.workflow.start_time` names; undefined without one. Throws a `DaprRefusal`. */
export function startTime(workflowName: string, text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const at = RFC_3339.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(at)) return at;
  const rule = 'start times must be in RFC3339 format (e.g. "2009-11-10T23:00:00Z")';
  throw new DaprRefusal('ERR_START_WORKFLOW', `error starting workflow '${workflowName}': ${rule}`);
}
