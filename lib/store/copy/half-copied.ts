import { AppError } from '@/lib/domain/app-error';

/** The mark of a store that is being copied to: what it is a copy of. */
export const COPY_MARK = 'copy';

/** Refuses (`precondition`) a store that holds part of a copy: what is missing would be taken for never started. */
export function refuseHalfCopied(marks: readonly string[], store: string): void {
  if (!marks.includes(COPY_MARK)) return;
  throw new AppError('precondition', `The store ${store} holds part of a copy that was not finished.`, {
    hint: 'Run the same "perdure db copy" again, which goes on where it stopped; or use another store.',
  });
}
