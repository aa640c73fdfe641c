import { z } from 'zod';
import { ROLES } from '@/lib/domain/actor';

/** Address of the API tokens of a console. */
export const TOKENS_PATH = '/api/v1/tokens';

const time = z.number();

const patterns = z.array(z.string().min(1, 'is empty').max(256)).max(100).default([]);

/** POST /api/v1/tokens: `apps` and `workflows` are patterns, an empty list means all; `expiresAt` is in ms since 1970. */
export const tokenBody = z.object({
  name: z.string().trim().min(1, 'is empty').max(100, 'is longer than 100 characters'),
  role: z.enum(ROLES),
  scope: z.object({ apps: patterns, workflows: patterns }).default({ apps: [], workflows: [] }),
  seesPayloads: z.boolean().default(false),
  expiresAt: z.number().positive().optional(),
});

/** DELETE /api/v1/tokens?id= */
export const tokenIdSchema = z.object({ id: z.string().min(1, 'is empty') });

const tokenSchema = z.object({
  ...{ id: z.string(), name: z.string(), role: z.enum(ROLES), seesPayloads: z.boolean() },
  scope: z.object({ apps: z.array(z.string()), workflows: z.array(z.string()) }),
  ...{ createdAt: time, createdBy: z.string() },
  ...{ expiresAt: time.optional(), usedAt: time.optional(), revokedAt: time.optional() },
});

/** GET /api/v1/tokens: newest first, revoked and expired ones too. */
export const tokensSchema = z.object({ tokens: z.array(tokenSchema) });

/** Answer of POST /api/v1/tokens: `secret` is told here and never again. */
export const createdTokenSchema = z.object({ token: tokenSchema, secret: z.string() });

export type TokenJson = z.infer<typeof tokenSchema>;
export type TokenBody = z.input<typeof tokenBody>;
