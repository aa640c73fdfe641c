import { z } from 'zod';
import { ROLES } from '@/lib/domain/actor';
import { PASSWORD_HASH } from '@/lib/domain/password-hash';
import { flag, positiveDuration, section, text } from './schema-parts';

const ROLE = `one of ${ROLES.join(', ')}`;
const HASH = 'a hash that perdure user hash-password printed, or env:NAME for the value of an environment variable';
const NAME = 'a name of 1 to 100 visible characters as key';

const patterns = z.array(text, 'a list of patterns such as orders or order-*').default([]);

/** What somebody is given. */
const grant = {
  role: z.enum(ROLES, ROLE),
  apps: patterns,
  workflows: patterns,
  seesPayloads: flag.default(true),
};

const user = section({
  ...grant,
  password: z.string(HASH).refine((given) => given.startsWith('env:') || PASSWORD_HASH.test(given), HASH),
});

const SECRET = 'a text of visible ASCII characters, or env:NAME for the value of an environment variable';

export const ISSUER = 'the https address of a provider as it names itself (http only for one on this machine)';

/** An address that a provider can have as its issuer: https, or http on this machine. */
export function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || /[?#\s]/.test(text) || url.username !== '') return false;
  return (
    url.protocol === 'https:' || (url.protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname))
  );
}

export const SCOPES = 'a list of scopes that has openid in it';
export const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
export const CLAIM = 'the name of a claim, or a way to it such as realm_access.roles';
export const LABEL = 'a name of 1 to 40 visible characters';
export const LABEL_FORM = /^[^\p{C}]{1,40}$/u;

const VALUES = 'a list of at least one value of the claim, or pattern such as *@example.com';

/** A provider of identities (OpenID Connect). What is absent may come from the environment. */
const oidc = section({
  name: z.string(LABEL).regex(LABEL_FORM, LABEL).optional(),
  issuer: z.string(ISSUER).refine(isIssuer, ISSUER).optional(),
  clientId: text.optional(),
  clientSecret: z
    .string(SECRET)
    .regex(/^[\x21-\x7e]+$/, SECRET)
    .optional(),
  scopes: z
    .array(z.string(SCOPES).regex(SCOPE, SCOPES), SCOPES)
    .refine((scopes) => scopes.includes('openid'), SCOPES)
    .optional(),
  nameClaim: z.string(CLAIM).min(1, CLAIM).optional(),
  claim: z.string(CLAIM).min(1, CLAIM).optional(),
  grants: z
    .array(section({ values: z.array(text, VALUES).min(1, VALUES), ...grant }), 'a list of grants')
    .min(1, 'a list of at least one grant')
    .optional(),
});

const users = z
  .record(z.string().regex(/^[^\p{C}]{1,100}$/u, NAME), user, {
    error: ({ code }) => (code === 'invalid_type' ? 'an object with a name for each key' : undefined),
  })
  .refine((named) => Object.keys(named).length > 0, 'an object with at least one user');

/** Who may sign in to the console. */
export const auth = section({
  users: users.optional(),
  oidc: oidc.optional(),
  session: section({ idle: positiveDuration.optional(), absolute: positiveDuration.optional() }).optional(),
});
