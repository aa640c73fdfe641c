import type { Failure } from '@/lib/domain/failure';
import type { TaskFailureDetails } from '../generated/workflow';

/**
 * Inner failures that are kept. Readers of the protocol give up at about 100 nested messages; a failure that was let in
 * just below that would stand one level deeper in history and make it unreadable.
 */
const MAX_DEPTH = 32;

export function failureToWire(failure: Failure): TaskFailureDetails {
  return {
    errorType: failure.type,
    errorMessage: failure.message,
    stackTrace: failure.stack,
    innerFailure: failure.inner && failureToWire(failure.inner),
    isNonRetriable: failure.nonRetriable,
  };
}

/** Causes nested deeper than 32 levels are dropped. */
export function failureFromWire(details: TaskFailureDetails, depth = 1): Failure {
  const { innerFailure } = details;
  return {
    type: details.errorType,
    message: details.errorMessage,
    stack: details.stackTrace,
    inner: innerFailure && depth < MAX_DEPTH ? failureFromWire(innerFailure, depth + 1) : undefined,
    nonRetriable: details.isNonRetriable,
  };
}
