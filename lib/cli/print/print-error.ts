import { AppError } from '@/lib/domain/app-error';

/** Says what went wrong in a sentence and what to do in another; an error that nobody expected is shown whole. */
export function printError(error: unknown, err: (line: string) => void): void {
  if (!(error instanceof AppError)) {
    err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return;
  }
  err(error.message);
  if (error.hint !== undefined) err(error.hint);
}
