import { z } from 'zod';
import { ROLES } from '@/lib/domain/actor';
import { placeWithin } from './place-within';

/** POST /api/v1/sign-in: answers with a cookie. */
export const signInBody = z.object({
  name: z.string().min(1, 'is empty').max(100, 'is longer than 100 characters'),
  password: z.string().min(1, 'is empty').max(1000, 'is longer than 1,000 characters'),
});

/** Its answer. */
export const signedInSchema = z.object({ name: z.string(), role: z.enum(ROLES) });

/** POST /api/v1/sign-in/begin: `to` is the place in the console to come to in the end. */
export const beginBody = z.object({
  to: z
    .string()
    .max(1000)
    .catch('/')
    .transform((asked) => placeWithin(asked)),
});

/** Its answer: where to go. */
export const begunSchema = z.object({ url: z.url({ protocol: /^https?$/ }) });

/** POST /api/v1/sign-in/finish: `answer` is the query with which the provider sent the browser back. */
export const finishBody = z.object({ answer: z.string().max(8000, 'is longer than 8,000 characters') });

/** Its answer. */
export const finishedSchema = signedInSchema.extend({ to: z.string() });

/** POST /api/v1/sign-out: `everywhere` ends all sessions of whoever asks. */
export const signOutBody = z.object({ everywhere: z.boolean().default(false) });

/** Answer of POST /api/v1/sign-out: `next` is where a browser signs out at the provider as well. */
export const signedOutSchema = z.object({ done: z.literal(true), next: z.url({ protocol: /^https?$/ }).optional() });
