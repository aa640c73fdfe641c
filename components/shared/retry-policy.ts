import { AppError, type ErrorCode } from '@/lib/domain/app-error';

const RETRIES = 1;
/** What the same question may be answered differently in a moment. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['timeout', 'unavailable']);

/** Whether a read that failed so often is tried again: only when the failure may pass by itself. */
export function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < RETRIES && error instanceof AppError && PASSING.has(error.code);
}
