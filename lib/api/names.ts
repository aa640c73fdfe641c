import { z } from 'zod';

/** GET /api/v1/names: what queries may name. */
export const namesSchema = z.object({
  /** Names in the newest runs; there may be others. */
  steps: z.array(z.string()),
  events: z.array(z.string()),
  tags: z.array(z.object({ key: z.string(), values: z.array(z.string()) })),
  /** Declared places in payloads; `isComplete` false: not all of what is stored was read for it yet. */
  paths: z.array(z.object({ path: z.string(), isComplete: z.boolean() })),
});
