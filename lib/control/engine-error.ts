import { status as Code, type ServiceError } from '@grpc/grpc-js';
import { AppError, type ErrorCode } from '@/lib/domain/app-error';

export type EngineKind = 'runtime' | 'sidecar';

/** What was asked of which engine, for the message. */
export type EngineCall = {
  /** host:port. */
  readonly address: string;
  /** Absent: a runtime of Perdure. */
  readonly kind?: EngineKind | undefined;
  /** What was asked for, as the subject of "was requested": "Terminating 'order-1'". */
  readonly request: string;
  /** True when the engine acts first and answers when the outcome is there, so that silence does not mean failure. */
  readonly waitsForOutcome: boolean;
};

/** Engines answer most refusals with UNKNOWN and tell them apart by these words. */
const codeByPhrase: readonly (readonly [phrase: string, code: ErrorCode])[] = [
  ['no such instance exists', 'not_found'],
  ['not yet completed', 'precondition'],
  ['workflow is stalled', 'precondition'],
  ['already exists', 'conflict'],
];

const codeByStatus: Partial<Record<Code, ErrorCode>> = {
  [Code.INVALID_ARGUMENT]: 'invalid',
  [Code.OUT_OF_RANGE]: 'invalid',
  [Code.UNIMPLEMENTED]: 'invalid',
  [Code.NOT_FOUND]: 'not_found',
  [Code.ALREADY_EXISTS]: 'conflict',
  [Code.ABORTED]: 'conflict',
  [Code.FAILED_PRECONDITION]: 'precondition',
  [Code.UNAUTHENTICATED]: 'unauthenticated',
  [Code.PERMISSION_DENIED]: 'forbidden',
  [Code.RESOURCE_EXHAUSTED]: 'unavailable',
  [Code.UNAVAILABLE]: 'unavailable',
};

/** The error of a failed call in our words, with the engine's own words kept where it gave any. */
export function engineError(cause: ServiceError, call: EngineCall): AppError {
  const noAnswer = noAnswerError(cause, call);
  if (noAnswer !== undefined) return noAnswer;
  const details = cause.details || cause.message;
  if (cause.code === Code.UNKNOWN) {
    const known = codeByPhrase.find(([phrase]) => details.includes(phrase));
    return new AppError(known?.[1] ?? 'internal', details, { cause });
  }
  return new AppError(codeByStatus[cause.code] ?? 'internal', details, { cause });
}

/** The error of a call that the engine itself gave no answer to; undefined when it did. */
function noAnswerError(cause: ServiceError, call: EngineCall): AppError | undefined {
  const late = cause.code === Code.DEADLINE_EXCEEDED;
  if (late && call.waitsForOutcome) {
    return new AppError('timeout', `${call.request} was requested; the outcome is not known yet.`, {
      hint: 'It takes effect as soon as a worker of the app is connected.',
      cause,
    });
  }
  if (!late && (cause.code !== Code.UNAVAILABLE || isAnswered(cause))) return undefined;
  const { address, kind = 'runtime' } = call;
  const what = kind === 'sidecar' ? `No sidecar answers at ${address}.` : `The runtime does not answer (${address}).`;
  return new AppError('unavailable', what, {
    hint: wasSent(cause)
      ? `Check that the ${kind} is running and look at the state before you try again.`
      : `Nothing was changed. Check that the ${kind} is running, then try again.`,
    cause,
  });
}

/** A status that came over the wire has the headers of its response; one that the client made up has none. */
function isAnswered(cause: ServiceError): boolean {
  return cause.metadata.get('content-type').length > 0;
}

/** The client library says with these words that it had no connection to send anything over. */
function wasSent(cause: ServiceError): boolean {
  return !cause.details.startsWith('No connection established') && !cause.details.startsWith('Name resolution failed');
}
