import { loadConfig } from './config/load-config';
import type { Environment } from './settings';

/** Where the value of a setting is from; a file by its name. */
export type Origin = { readonly from: 'environment' | 'file' | 'default'; readonly name: string };

/** Tells of each setting, by its key in the configuration file and its variable, where its value is from. Throws `invalid` for a file that cannot be used. */
export function settingOrigins(
  env: Environment,
  folder: string,
): (setting: { readonly key: string; readonly variable?: string | undefined }) => Origin {
  const { file, config } = loadConfig(folder, given(env.PERDURE_CONFIG));
  return ({ key, variable }) => {
    if (variable !== undefined && given(env[variable]) !== undefined) return { from: 'environment', name: variable };
    return at(config, key.split('.')) === undefined ? { from: 'default', name: '' } : { from: 'file', name: file };
  };
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

function at(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  return at(Reflect.get(value, key), rest);
}
