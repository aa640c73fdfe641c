import type { ErrorCode } from '@/lib/domain/app-error';

/** The HTTP status of every error code; a new code does not compile until it stands here. */
export const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition: 412,
  limited: 429,
  timeout: 504,
  unavailable: 503,
  internal: 500,
};
