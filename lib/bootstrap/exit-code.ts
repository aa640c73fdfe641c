import { AppError, type ErrorCode } from '@/lib/domain/app-error';

/** The exit code of every error code; a new code does not compile until it stands here. */
const exitCodes: Record<ErrorCode, number> = {
  invalid: 2,
  not_found: 3,
  conflict: 4,
  precondition: 5,
  unauthenticated: 6,
  forbidden: 7,
  timeout: 8,
  unavailable: 9,
  internal: 10,
  limited: 11,
};

/** The store belongs to another process: what a runtime ends with when it is refused, and when it was replaced. */
export const STORE_TAKEN = exitCodes.conflict;

/** What a process ends with that fails with this error. */
export function exitCodeOf(error: unknown): number {
  return exitCodes[error instanceof AppError ? error.code : 'internal'];
}
