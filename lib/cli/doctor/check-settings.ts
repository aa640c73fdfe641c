import { describeSettings } from '@/lib/bootstrap/console/describe-settings';
import { describeLanguageModel } from '@/lib/bootstrap/describe-language-model';
import { settingOrigins, type Origin } from '@/lib/bootstrap/setting-origins';
import type { Environment, Settings } from '@/lib/bootstrap/settings';

/** A setting in force, for people to read, and where its value is from. */
export type SettingLine = {
  readonly name: string;
  readonly key: string;
  readonly value: string;
  readonly from: string;
};

/** All settings in force. */
export function settingLines(settings: Settings, env: Environment, folder: string): readonly SettingLine[] {
  const originOf = settingOrigins(env, folder);
  return [...describeSettings(settings), describeLanguageModel(env)].flatMap(({ title, appId, settings: lines }) =>
    lines.map(({ name, key = '', variable, value }) => ({
      name: appId === undefined ? name : `${title}: ${name}`,
      ...{ key, value, from: originText(originOf({ key, variable })) },
    })),
  );
}

function originText({ from, name }: Origin): string {
  return from === 'default' ? 'default' : name;
}
