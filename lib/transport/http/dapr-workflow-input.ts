import { DaprError } from './dapr-error';

const LONGEST_ID = 64;
const ID_LETTERS = /^[\p{L}\p{Nd}_-]+$/u;
const APP_ID = /^[A-Za-z0-9][\w.-]{0,127}$/;

/** The id for a new instance; '' asks the runtime for a fresh one. Throws a `DaprError`. */
export function newInstanceId(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  if (Buffer.byteLength(text) > LONGEST_ID) {
    throw new DaprError('ERR_INSTANCE_ID_TOO_LONG', `The instance ID is longer than ${LONGEST_ID} bytes.`);
  }
  if (!ID_LETTERS.test(text)) {
    const rule = 'Only letters, digits, - and _ are allowed.';
    throw new DaprError('ERR_INSTANCE_ID_INVALID', `The instance ID "${text}" cannot be used. ${rule}`);
  }
  return text;
}

/** The app a request is about: the listener's own unless `?appID=` names another. Throws a `DaprError`. */
export function targetApp(own: string, asked: string | undefined): string {
  if (asked === undefined || asked === '') return own;
  if (APP_ID.test(asked)) return asked;
  throw new DaprError('ERR_WORKFLOW_APP_ID_INVALID', `"${asked}" is not an App ID.`);
}

/** Text as it came, or undefined for a request without a body. */
export function verbatim(body: string): string | undefined {
  return body === '' ? undefined : body;
}
