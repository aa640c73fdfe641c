import { z } from 'zod';
import { ROLES } from '@/lib/domain/actor';

/** POST /api/v1/sign-in: answers with a cookie. */
export const signInBody = z.object({
  name: z.string().min(1, 'is empty').max(100, 'is longer than 100 characters'),
  password: z.string().min(1, 'is empty').max(1000, 'is longer than 1,000 characters'),
});

/** Its answer. */
export const signedInSchema = z.object({ name: z.string(), role: z.enum(ROLES) });

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
