import { z } from 'zod';

/** Most history entries in one answer, and how many come when the caller does not say. */
const MAX_ENTRIES = 10_000;
const DEFAULT_ENTRIES = 1000;

/** The query of GET …/history. `cut`: the longest text an event may keep; without it events come whole. */
export const historyParams = z.object({
  from: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(MAX_ENTRIES).default(DEFAULT_ENTRIES),
  cut: z.coerce.number().int().nonnegative().optional(),
});

/** The query of GET …/steps: all of them, or those of which history does not tell all. */
export const stepsParams = z.object({ which: z.enum(['all', 'untold']).default('all') });

/** The query of GET …/children. */
export const childrenParams = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) });

/** The query of GET /api/v1/events: the last revision the caller knows. */
export const eventsParams = z.object({ after: z.coerce.number().int().nonnegative().optional() });
