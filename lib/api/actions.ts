import { z } from 'zod';

/** Text that must be JSON, or absent. Payloads travel as text so that what a person typed arrives unchanged. */
export const jsonText = z
  .string()
  .superRefine((text, context) => {
    try {
      JSON.parse(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unreadable';
      context.addIssue({ code: 'custom', message: `is not valid JSON: ${reason}` });
    }
  })
  .meta({ contentMediaType: 'application/json' });

/** A name or an id that a person gives. */
export const name = z.string().trim().min(1, 'is empty').max(256, 'is longer than 256 characters');
const instanceId = name;

/** Why somebody does it; it goes into the audit log. */
const reason = z.string().trim().max(1000, 'is longer than 1,000 characters').optional();

/** POST …/pause and …/resume. The reason goes into the history too. */
export const reasonBody = z.object({ reason });

/** POST …/terminate. `recursive` takes the child workflows along; the default is to do so. */
export const terminateBody = z.object({ output: jsonText.optional(), recursive: z.boolean().default(true), reason });

/** POST …/raise-event */
export const raiseEventBody = z.object({
  name,
  data: jsonText.optional(),
  reason,
});

/** POST …/rerun. `eventId` is the action id of an activity, timer or child; `input` replaces the step's recorded input. */
export const rerunBody = z.object({
  eventId: z.number().int().nonnegative(),
  newInstanceId: instanceId.optional(),
  input: jsonText.optional(),
  reason,
});

/**
 * POST /api/v1/instances: starts an execution. `scheduledStartAt` is in ms since 1970, absent means at once; without an
 * `instanceId` one is made up. An id that was used before is refused.
 */
export const startBody = z.object({
  ...{ appId: name, name, instanceId: instanceId.optional(), version: name.optional() },
  input: jsonText.optional(),
  scheduledStartAt: z.number().positive().optional(),
  tags: z.record(name, z.string().max(1024)).optional(),
  reason,
});

/** POST …/retry-now. `eventId` is the action id of what waits: an activity that rests, or the timer before the next try. */
export const retryNowBody = z.object({ eventId: z.number().int().nonnegative(), reason });

/** POST …/purge */
export const purgeBody = z.object({ recursive: z.boolean().default(true), reason });

/** Answer of pause, resume, terminate and raise-event. */
export const doneSchema = z.object({ done: z.literal(true) });

/** Answer of a start and of rerun: the new execution. */
export const startedSchema = z.object({ appId: z.string(), instanceId: z.string() });

/** Answer of purge. */
export const purgeResultSchema = z.object({ purged: z.number().int().nonnegative() });

/** What to send for each action. */
export type ActionBodies = {
  readonly pause: z.input<typeof reasonBody>;
  readonly resume: z.input<typeof reasonBody>;
  readonly terminate: z.input<typeof terminateBody>;
  readonly 'raise-event': z.input<typeof raiseEventBody>;
  readonly rerun: z.input<typeof rerunBody>;
  readonly purge: z.input<typeof purgeBody>;
};
