import { AppError } from '@/lib/domain/app-error';

/** The reason was told by the process that failed. `exitCode`: what that process ended with. */
export class AlreadyReported extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Says on stderr, in one sentence and a hint, why a process cannot go on. Unknown errors are shown whole. */
export function reportFatal(error: unknown, what = 'Perdure cannot start'): void {
  if (error instanceof AlreadyReported) return;
  if (!(error instanceof AppError)) {
    console.error(error);
    return;
  }
  console.error(`${what}: ${error.message}`);
  if (error.hint !== undefined) console.error(error.hint);
}
