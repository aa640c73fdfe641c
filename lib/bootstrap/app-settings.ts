import { AppError } from '@/lib/domain/app-error';
import type { AppListener } from './app-listeners';
import type { Config } from './config/config-schema';

type AppConfig = NonNullable<Config['apps']>[string];

/** One app: how it is reached, and what it is held to. */
export type AppSettings = Omit<AppConfig, 'apiTokens'> & {
  readonly appId: string;
  /** One of these must come with each call; none: everybody may call. Never to be logged. */
  readonly tokens: readonly string[];
  /** Where its own listeners are, when that is not where all others are. */
  readonly host?: string;
};

/** The App ID of everybody when no app is declared, and of those who send no token where one could tell the app. */
export const DEFAULT_APP = 'default';

const FROM_ENVIRONMENT = 'env:';

export type AppSources = {
  /** What `PERDURE_APPS` says. */
  readonly listeners: readonly AppListener[] | undefined;
  readonly config: Config;
  /** Name of the configuration file, for messages. */
  readonly file: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * All apps: those of `PERDURE_APPS` first, then those that only the file declares; `default` alone when neither names
 * one. Throws `invalid` for an app that nobody could reach, an absent token variable, or a token of two apps.
 */
export function readAppSettings(sources: AppSources): readonly [AppSettings, ...AppSettings[]] {
  const { listeners = [], config } = sources;
  const ids = new Set([...listeners.map(({ appId }) => appId), ...Object.keys(config.apps ?? {})]);
  const [first = { appId: DEFAULT_APP, tokens: [] }, ...others] = [...ids].map((appId) => appOf(appId, sources));
  const apps: [AppSettings, ...AppSettings[]] = [first, ...others];
  for (const app of apps) refuseUnreachable(app, sources.file);
  refuseSharedToken(apps, sources.file);
  return apps;
}

function appOf(appId: string, { listeners = [], config, file, env }: AppSources): AppSettings {
  const { apiTokens = [], ...declared }: AppConfig = config.apps?.[appId] ?? {};
  const grpcPort = listeners.find((listener) => listener.appId === appId)?.grpcPort ?? declared.grpcPort;
  const tokens = apiTokens.map((token) => resolveToken(token, { where: `${file}: apps.${appId}.apiTokens`, env }));
  return { ...declared, appId, grpcPort, tokens };
}

function resolveToken(token: string, { where, env }: Pick<AppSources, 'env'> & { where: string }): string {
  if (!token.startsWith(FROM_ENVIRONMENT)) return token;
  const name = token.slice(FROM_ENVIRONMENT.length);
  const value = env[name]?.trim();
  if (value !== undefined && /^[\x21-\x7e]+$/.test(value)) return value;
  const fault = value === undefined || value === '' ? 'is not set' : 'is not a text of visible ASCII characters';
  throw new AppError('invalid', `${where} takes a token from the environment, and ${name} ${fault}.`, {
    hint: `Set ${name} before Perdure starts, or remove the token.`,
  });
}

function refuseUnreachable({ appId, grpcPort, tokens }: AppSettings, file: string): void {
  if (grpcPort !== undefined || tokens.length > 0 || appId === DEFAULT_APP) return;
  throw new AppError(
    'invalid',
    `${file}: apps.${appId} has neither grpcPort nor apiTokens: nobody could be that app.`,
    {
      hint: 'SDKs send no App ID. Give the app a grpcPort of its own, or apiTokens that its workers send.',
    },
  );
}

/** On a shared listener the token is what tells one app from another. */
function refuseSharedToken(apps: readonly AppSettings[], file: string): void {
  const owners = new Map<string, string>();
  for (const { appId, token } of apps.flatMap(({ appId, tokens }) => tokens.map((token) => ({ appId, token })))) {
    const other = owners.get(token);
    if (other !== undefined && other !== appId) {
      throw new AppError('invalid', `${file}: apps.${other} and apps.${appId} have a token in common.`, {
        hint: 'A token tells who calls: give each app tokens of its own.',
      });
    }
    owners.set(token, appId);
  }
}
