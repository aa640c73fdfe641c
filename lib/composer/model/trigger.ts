import { z } from 'zod';

/** When a timer fires: ISO 8601 as drawn (`PT15M`, `2026-12-24T18:00:00Z`, `R3/PT10M`), or an expression over the data. */
export const timerSchema = z.object({
  kind: z.enum(['duration', 'date', 'cycle']),
  text: z.string(),
});

/** What a catching element waits for (BPMN 2.0.2, 10.5: event definitions). */
export const triggerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), name: z.string() }),
  z.object({ kind: z.literal('signal'), name: z.string() }),
  z.object({ kind: z.literal('timer'), timer: timerSchema }),
  z.object({ kind: z.literal('error'), code: z.string().optional() }),
  z.object({ kind: z.literal('conditional'), text: z.string() }),
  z.object({ kind: z.literal('compensation') }),
]);

/** What a throwing element or an end tells the world; `none` is an end that only ends its token. */
export const resultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('terminate') }),
  z.object({ kind: z.literal('error'), code: z.string().optional() }),
  z.object({ kind: z.literal('message'), name: z.string() }),
  z.object({ kind: z.literal('signal'), name: z.string() }),
  z.object({ kind: z.literal('compensation'), of: z.string().optional() }),
]);

export type ModelTimer = z.infer<typeof timerSchema>;
export type Trigger = z.infer<typeof triggerSchema>;
export type Result = z.infer<typeof resultSchema>;
