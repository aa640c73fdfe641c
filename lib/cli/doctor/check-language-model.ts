import { readLanguageModel } from '@/lib/bootstrap/language-model';
import type { Environment } from '@/lib/bootstrap/settings';
import { AppError } from '@/lib/domain/app-error';
import type { Finding } from './finding';

/** Whether what is set of a language model can be used. It is not asked: that costs money, and sends something elsewhere. */
export function checkLanguageModel(env: Environment): Finding {
  const about = 'Language model';
  try {
    const named = readLanguageModel(env);
    if (named === undefined) return { level: 'ok', about, says: 'none is set up; only words and pictures need one' };
    const { kind, model, url } = named;
    return { level: 'ok', about, says: `${kind}, ${model} at ${new URL(url).host}; it was not asked` };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { level: 'problem', about, says: error.message, ...(error.hint !== undefined && { fix: error.hint }) };
  }
}
