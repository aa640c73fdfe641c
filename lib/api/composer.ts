import { z } from 'zod';

/** Address of the language model that draws descriptions, and of the drawing. */
export const LANGUAGE_MODEL_PATH = '/api/v1/composer/language-model';

/** Bytes of the largest request: a picture of 5 MiB as base64, and words. */
export const LARGEST_DESCRIPTION = 8 * 1024 * 1024;

const placeSchema = z.object({ host: z.string().min(1).max(300), name: z.string().min(1).max(300) });

/** GET: absent when none is set up. */
export const languageModelSchema = z.object({ place: placeSchema.optional() });

/** POST: `to` is the place that the sender was shown, so that nothing goes elsewhere. */
export const descriptionBody = z.object({
  text: z.string().max(20_000, 'is longer than 20,000 characters').default(''),
  image: z
    .object({
      mediaType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
      base64: z.base64().min(1, 'is empty'),
    })
    .optional(),
  to: placeSchema,
});

/** The model that was drawn (docs/composer.md), and what the rules say of it. */
export const describedSchema = z.object({
  model: z.record(z.string(), z.unknown()),
  faults: z.array(
    z.object({
      ...{ severity: z.enum(['error', 'warning']), rule: z.string(), element: z.string().optional() },
      ...{ message: z.string(), wayOut: z.string() },
    }),
  ),
});
