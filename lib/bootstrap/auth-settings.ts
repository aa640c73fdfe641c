import type { Grant } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import { PASSWORD_HASH } from '@/lib/domain/password-hash';
import type { Config } from './config/config-schema';
import type { Environment, Settings } from './settings';

type AuthConfig = NonNullable<Config['auth']>;

/** Who may sign in to the console, and for how long. Times in milliseconds; `password` is a hash. */
export type AuthSettings = {
  readonly users: readonly (Grant & { readonly name: string; readonly password: string })[];
  readonly session: { readonly idle: number; readonly absolute: number };
};

const MINUTE = 60_000;
const SESSION = { idle: 60 * MINUTE, absolute: 12 * 60 * MINUTE };
const FROM_ENVIRONMENT = 'env:';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;

/** The users of a configuration file, with what the environment adds. Throws `invalid` for an absent or wrong hash. */
export function readAuth(
  auth: AuthConfig | undefined,
  { file, env }: { readonly file: string; readonly env: Environment },
): AuthSettings | undefined {
  if (auth === undefined) return undefined;
  const users = Object.entries(auth.users).map(([name, { password, apps, workflows, ...grant }]) => ({
    ...{ name, ...grant, scope: { apps, workflows } },
    password: resolveHash(password, `${file}: auth.users.${name}.password`, env),
  }));
  const { idle = SESSION.idle, absolute = SESSION.absolute } = auth.session ?? {};
  return { users, session: { idle, absolute } };
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
        '"npm run perdure -- user hash-password" prints; or set PERDURE_HOST to 127.0.0.1.',
    },
  );
}
