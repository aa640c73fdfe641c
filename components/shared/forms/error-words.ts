import { AppError } from '@/lib/domain/app-error';

/** The server's own words: what is wrong, and what to do about it. */
export function wordsOf(error: unknown): { readonly message: string; readonly hint: string | undefined } {
  if (error instanceof AppError) return { message: error.message, hint: error.hint };
  return {
    message: 'The answer could not be read.',
    hint: 'Reload the page to see whether the action was carried out.',
  };
}
