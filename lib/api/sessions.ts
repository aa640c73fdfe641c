import { z } from 'zod';
import { ROLES } from '@/lib/domain/actor';

/** Address of the sessions of a console. */
export const SESSIONS_PATH = '/api/v1/sessions';

/** What stands in the place of a name for everybody. */
export const EVERYBODY = '*';

/** DELETE /api/v1/sessions?name=: `*` for everybody. */
export const sessionsOfSchema = z.object({ name: z.string().min(1, 'is empty') });

const time = z.number();

const sessionSchema = z.object({
  ...{ name: z.string(), method: z.enum(['password', 'oidc']), role: z.enum(ROLES), seesPayloads: z.boolean() },
  scope: z.object({ apps: z.array(z.string()), workflows: z.array(z.string()) }),
  ...{ address: z.string().optional(), createdAt: time, seenAt: time, expiresAt: time },
});

/** GET /api/v1/sessions: newest first. */
export const sessionsSchema = z.object({ sessions: z.array(sessionSchema) });

export type SessionJson = z.infer<typeof sessionSchema>;
