import { AppError } from '@/lib/domain/app-error';

/** The reason was told by the process that failed. */
export class AlreadyReported extends Error {}

/** Says on stderr, in one sentence and a hint, why a process cannot go on. Unknown errors are shown whole. */
export function reportFatal(error: unknown): void {
  if (error instanceof AlreadyReported) return;
  if (!(error instanceof AppError)) {
    console.error(error);
    return;
  }
  console.error(`Perdure cannot start: ${error.message}`);
  if (error.hint !== undefined) console.error(error.hint);
}
