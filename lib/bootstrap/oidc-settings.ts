import { z } from 'zod';
import { EVERYTHING, type Grant, type Role } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import { CLAIM, isIssuer, ISSUER, LABEL, LABEL_FORM, SCOPE, SCOPES } from './config/auth-schema';
import type { Config } from './config/config-schema';
import type { Environment } from './settings';

type OidcConfig = NonNullable<NonNullable<Config['auth']>['oidc']>;

/** The provider at which people sign in (OpenID Connect), and what its claims give them. */
export type OidcSettings = {
  /** As the sign-in page names it. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Never to be logged. */
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  /** Where people reach the console; the provider sends them back to a page of it. */
  readonly publicUrl: string;
  /** Which claim names people; absent: the first that there is of the usual ones. */
  readonly nameClaim: string | undefined;
  /** Which claim gives people what they may do: the first grant of which it has a value. */
  readonly claim: string;
  readonly grants: readonly (Grant & { readonly values: readonly string[] })[];
};

export type OidcSources = {
  readonly config: OidcConfig | undefined;
  /** Name of the configuration file, for messages. */
  readonly file: string;
  readonly env: Environment;
  readonly publicUrl: string | undefined;
};

const PREFIX = 'PERDURE_AUTH_OIDC_';
const FROM_ENVIRONMENT = 'env:';
const USUAL = { scopes: ['openid', 'profile', 'email'], claim: 'groups' } as const;

const VALUES = 'values of the claim with commas between them';
const list = (separator: RegExp) => (text: string) => text.split(separator).filter((part) => part !== '');
const values = z
  .string()
  .transform(list(/\s*,\s*/))
  .refine((parts) => parts.length > 0, VALUES)
  .optional();

const environmentSchema = z.object({
  NAME: z.string().regex(LABEL_FORM, LABEL).optional(),
  ISSUER: z.string().refine(isIssuer, ISSUER).optional(),
  CLIENT_ID: z.string().optional(),
  CLIENT_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'a text of visible ASCII characters')
    .optional(),
  SCOPES: z
    .string()
    .transform(list(/[\s,]+/))
    .refine((scopes) => scopes.includes('openid') && scopes.every((scope) => SCOPE.test(scope)), SCOPES)
    .optional(),
  NAME_CLAIM: z.string(CLAIM).optional(),
  CLAIM: z.string(CLAIM).optional(),
  ADMINS: values,
  OPERATORS: values,
  VIEWERS: values,
});

type Given = z.output<typeof environmentSchema>;

/** What both sources say together. */
type Merged = Partial<Omit<OidcSettings, 'publicUrl'>>;

/**
 * The provider of the environment and of the configuration file, the environment first; undefined when neither names one.
 * Throws `invalid` for what is wrong or missing.
 */
export function readOidc({ config, file, env, publicUrl }: OidcSources): OidcSettings | undefined {
  const given = readEnvironment(env);
  if (config === undefined && Object.keys(given).length === 0) return undefined;
  const merged: Merged = { ...(config && inFile(config, file, env)), ...inEnvironment(given) };
  const issuer = needed(merged.issuer, 'ISSUER', 'issuer');
  return {
    ...USUAL,
    ...{ name: new URL(issuer).host, nameClaim: undefined },
    ...merged,
    issuer,
    clientId: needed(merged.clientId, 'CLIENT_ID', 'clientId'),
    clientSecret: needed(merged.clientSecret, 'CLIENT_SECRET', 'clientSecret'),
    publicUrl: publicUrl ?? refuseWithoutAddress(),
    grants: merged.grants ?? refuseWithoutGrants(),
  };
}

function inFile({ grants, clientSecret, ...plain }: OidcConfig, file: string, env: Environment): Merged {
  return present({
    ...plain,
    clientSecret: clientSecret === undefined ? undefined : resolveSecret(clientSecret, file, env),
    grants: grants?.map(({ apps, workflows, ...grant }) => ({ ...grant, scope: { apps, workflows } })),
  });
}

function inEnvironment(given: Given): Merged {
  const { NAME: name, ISSUER: issuer, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = given;
  const { SCOPES: scopes, NAME_CLAIM: nameClaim, CLAIM: claim } = given;
  return present({ name, issuer, clientId, clientSecret, scopes, nameClaim, claim, grants: grantsOf(given) });
}

/** Only what is there, so that nothing absent hides what another source says. */
function present(settings: { [Key in keyof Merged]: Merged[Key] | undefined }): Merged {
  // Safe: what is taken out is what has no value.
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function readEnvironment(env: Environment): Given {
  const named = Object.keys(environmentSchema.shape).map((key) => [key, env[`${PREFIX}${key}`]?.trim() ?? '']);
  const given = Object.fromEntries(named.filter(([, value]) => value !== '')) as Record<string, string>;
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = String(issue?.path[0]);
  const value = key === 'CLIENT_SECRET' ? 'cannot be used' : `is "${given[key]}"`;
  throw new AppError('invalid', `${PREFIX}${key} ${value}. Allowed: ${issue?.message}.`, {
    hint: `Set ${PREFIX}${key} to an allowed value, or remove it for the default.`,
  });
}

/** What the environment gives, the most first; undefined when it says nothing of it. */
function grantsOf({ ADMINS, OPERATORS, VIEWERS }: Given): OidcSettings['grants'] | undefined {
  const to = (role: Role, of: readonly string[] | undefined) =>
    of === undefined ? [] : [{ values: of, role, scope: EVERYTHING, seesPayloads: true }];
  const grants = [...to('admin', ADMINS), ...to('operator', OPERATORS), ...to('viewer', VIEWERS)];
  return grants.length === 0 ? undefined : grants;
}

function resolveSecret(secret: string, file: string, env: Environment): string {
  if (!secret.startsWith(FROM_ENVIRONMENT)) return secret;
  const name = secret.slice(FROM_ENVIRONMENT.length);
  const value = env[name]?.trim() ?? '';
  if (value !== '') return value;
  throw new AppError('invalid', `${file}: auth.oidc.clientSecret comes from the environment, and ${name} is not set.`, {
    hint: `Set ${name} to the secret that the provider gave this client.`,
  });
}

function needed(value: string | undefined, variable: string, key: string): string {
  if (value !== undefined) return value;
  throw new AppError('invalid', `Sign-in with a provider is configured, and ${PREFIX}${variable} is missing.`, {
    hint: `Set ${PREFIX}${variable}, or auth.oidc.${key} of the configuration file; docs/security.md has examples.`,
  });
}

function refuseWithoutAddress(): never {
  throw new AppError('invalid', 'Sign-in with a provider is configured, and PERDURE_PUBLIC_URL is missing.', {
    hint: 'Set PERDURE_PUBLIC_URL to the address at which people open the console: the provider sends them back to it.',
  });
}

function refuseWithoutGrants(): never {
  throw new AppError('invalid', 'Sign-in with a provider is configured, and nobody would get a role.', {
    hint:
      `Set ${PREFIX}ADMINS, ${PREFIX}OPERATORS or ${PREFIX}VIEWERS to values of the claim, or auth.oidc.grants of the ` +
      'configuration file.',
  });
}
