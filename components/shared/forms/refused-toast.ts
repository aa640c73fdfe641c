import { toast } from 'sonner';
import { wordsOf } from './error-words';

/** Says that something was not done, and why, until somebody has read it. */
export function refusedToast(title: string, error: unknown): void {
  const { message, hint } = wordsOf(error);
  toast.error(title, { description: hint === undefined ? message : `${message} ${hint}`, duration: Infinity });
}
