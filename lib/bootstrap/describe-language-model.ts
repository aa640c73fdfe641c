import { AppError, fullText } from '@/lib/domain/app-error';
import type { Setting, SettingGroup } from '@/lib/domain/setting';
import { readLanguageModel } from './language-model';
import type { Environment } from './settings';

/** Which language model the environment names, for people to read; of its key only whether there is one. */
export function describeLanguageModel(env: Environment): SettingGroup {
  return { title: 'Language model', settings: settingsOf(env) };
}

function settingsOf(env: Environment): readonly Setting[] {
  const provider = (value: string): Setting => ({
    ...{ name: 'Draws descriptions', variable: 'PERDURE_LLM_KIND', value },
  });
  try {
    const named = readLanguageModel(env);
    if (named === undefined) return [provider('none is set up')];
    return [
      provider(named.kind),
      { name: 'Its model', variable: 'PERDURE_LLM_MODEL', value: named.model },
      { name: 'Its address', variable: 'PERDURE_LLM_URL', value: named.url },
      { name: 'Its key', variable: 'PERDURE_LLM_KEY', value: named.key === undefined ? 'none' : 'set, not shown' },
    ];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [provider(`cannot be used: ${fullText(error)}`)];
  }
}
