import { z } from 'zod';

/** GET /api/v1/names: what queries may name. */
export const namesSchema = z.object({
  /** Declared places in payloads; `isComplete` false: not all of what is stored was read for it yet. */
  paths: z.array(z.object({ path: z.string(), isComplete: z.boolean() })),
});
