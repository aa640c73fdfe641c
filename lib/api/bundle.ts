import { z } from 'zod';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { name } from './actions';

const instant = z.number();
const count = z.number().int().nonnegative();
const event = z.base64();

/** The query of GET …/export: `redact` takes out payloads, `path` (may repeat) only these places in them. */
export const runExportParams = z.object({
  redact: z.enum(['payloads']).optional(),
  path: z.array(z.string().min(1, 'is empty').max(200)).default([]),
});

/**
 * A run with all that is kept of it. `history`: events in bytes of the protocol (HistoryEvent), base64; `inbox`: those
 * that were received and not yet handed to a worker.
 */
export const exportedRunSchema = z.object({
  ...{ appId: name, instanceId: name, name, status: z.enum(INSTANCE_STATUSES) },
  ...{
    generation: z
      .number()
      .int()
      .min(1)
      .max(2 ** 31 - 1),
    createdAt: instant,
    startedAt: instant.optional(),
  },
  ...{ rerunOf: z.string().optional(), customStatus: z.string().optional() },
  ...{ attempts: count.max(2 ** 31 - 1), lastError: z.string().optional() },
  ...{ history: z.array(event), inbox: z.array(event) },
  steps: z.array(
    z.object({
      ...{
        generation: z
          .number()
          .int()
          .min(1)
          .max(2 ** 31 - 1),
        eventId: z.int32(),
      },
      ...{ kind: z.enum(['activity', 'timer', 'child', 'event']), name: z.string() },
      status: z.enum(['scheduled', 'completed', 'failed', 'canceled', 'discarded']),
      ...{ attempt: z.int32().min(1), scheduledAt: instant, endedAt: instant.optional(), error: z.string().optional() },
      ...{ failedTries: z.int32().min(0).optional(), nextAttemptAt: instant.optional() },
    }),
  ),
  /** What was taken out of it; `withheld`: payloads, which the one who exported it may not see. */
  redaction: z.object({ kind: z.enum(['none', 'payloads', 'paths', 'withheld']), paths: z.array(z.string()) }),
});

export type ExportedRunJson = z.infer<typeof exportedRunSchema>;

/** POST /api/v1/imports: keeps a run from elsewhere, to be looked at; it is never run. */
export const importBody = z.object({
  run: exportedRunSchema,
  /** Where it is kept; absent: under the ids it had. */
  appId: name.optional(),
  instanceId: name.optional(),
  reason: z.string().trim().max(1000).optional(),
});

/** The largest body of an import, in bytes. */
export const LARGEST_IMPORT = 96 * 1024 * 1024;
