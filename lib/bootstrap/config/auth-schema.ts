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

/** Who may sign in to the console. */
export const auth = section({
  users: z
    .record(z.string().regex(/^[^\p{C}]{1,100}$/u, NAME), user, {
      error: ({ code }) => (code === 'invalid_type' ? 'an object with a name for each key' : undefined),
    })
    .refine((users) => Object.keys(users).length > 0, 'an object with at least one user'),
  session: section({ idle: positiveDuration.optional(), absolute: positiveDuration.optional() }).optional(),
});
