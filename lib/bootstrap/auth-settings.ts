import type { Grant } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import { PASSWORD_HASH } from '@/lib/domain/password-hash';
import type { Config } from './config/config-schema';
import { readOidc, type OidcSettings } from './oidc-settings';
import type { Environment, Settings } from './settings';

type AuthConfig = NonNullable<Config['auth']>;

/** Who may sign in to the console, and for how long. Times in milliseconds; `password` is a hash. */
export type AuthSettings = {
  readonly users: readonly (Grant & { readonly name: string; readonly password: string })[];
  /** Absent: everybody signs in by name and password. */
  readonly oidc: OidcSettings | undefined;
  readonly session: { readonly idle: number; readonly absolute: number };
};

export type AuthSources = {
  readonly config: AuthConfig | undefined;
  /** Name of the configuration file, for messages. */
  readonly file: string;
  readonly env: Environment;
  readonly publicUrl: string | undefined;
};

const MINUTE = 60_000;
const SESSION = { idle: 60 * MINUTE, absolute: 12 * 60 * MINUTE };
const FROM_ENVIRONMENT = 'env:';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;

/**
 * Who may sign in, by the configuration file and the environment; undefined when neither says anything of it. Throws
 * `invalid` for what is absent or wrong.
 */
export function readAuth({ config, file, env, publicUrl }: AuthSources): AuthSettings | undefined {
  const oidc = readOidc({ config: config?.oidc, file, env, publicUrl });
  if (config === undefined && oidc === undefined) return undefined;
  const users = Object.entries(config?.users ?? {}).map(([name, { password, apps, workflows, ...grant }]) => ({
    ...{ name, ...grant, scope: { apps, workflows } },
    password: resolveHash(password, `${file}: auth.users.${name}.password`, env),
  }));
  if (users.length === 0 && oidc === undefined) refuseNobody(file);
  const { idle = SESSION.idle, absolute = SESSION.absolute } = config?.session ?? {};
  return { users, oidc, session: { idle, absolute } };
}

function refuseNobody(file: string): never {
  throw new AppError('invalid', `${file}: auth lets nobody in: it has neither users nor oidc.`, {
    hint: 'Add auth.users or auth.oidc, or take auth out; docs/security.md has examples of both.',
  });
}

function resolveHash(password: string, where: string, env: Environment): string {
  if (!password.startsWith(FROM_ENVIRONMENT)) return password;
  const name = password.slice(FROM_ENVIRONMENT.length);
  const value = env[name]?.trim() ?? '';
  if (PASSWORD_HASH.test(value)) return value;
  const fault = value === '' ? 'is not set' : 'is no hash of a password';
  throw new AppError('invalid', `${where} comes from the environment, and ${name} ${fault}.`, {
    hint: `Set ${name} to what perdure user hash-password prints.`,
  });
}

/** Throws `precondition` for a console that others could reach without having to sign in. */
export function refuseOpenConsole({ host, auth }: Pick<Settings, 'host' | 'auth'>): void {
  if (auth !== undefined || LOOPBACK.test(host)) return;
  throw new AppError(
    'precondition',
    `PERDURE_HOST is ${host}: the console would be reachable from other machines, and nobody would have to sign in.`,
    {
      hint:
        'Add users to perdure.config: auth: { users: { ada: { role: "admin", password: "…" } } }, with what ' +
        '"npm run perdure -- user hash-password" prints; or a provider (PERDURE_AUTH_OIDC_ISSUER, see docs/security.md); or set PERDURE_HOST to 127.0.0.1.',
    },
  );
}
