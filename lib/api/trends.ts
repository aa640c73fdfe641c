import { z } from 'zod';
import { TREND_RANGE_NAMES } from '@/lib/domain/trend';

const instant = z.number();
const count = z.number().int().nonnegative();
const counts = { started: count, completed: count, failed: count, terminated: count };
const duration = z.number().nonnegative().optional();
const figures = { ...counts, p50: duration, p95: duration, p99: duration };

/** The query of GET /api/v1/trends: up to now, of all executions, of an app, of a workflow. */
export const trendsParamsSchema = z.object({
  range: z.enum(TREND_RANGE_NAMES).default('24h'),
  app: z.string().optional(),
  workflow: z.string().optional(),
});

/**
 * GET /api/v1/trends. `started` counts executions by their creation, the rest by their end; durations are milliseconds from
 * start to end, off by 12 % at most.
 */
export const trendsSchema = z.object({
  from: instant,
  before: instant,
  step: z.number(),
  points: z.array(z.object({ at: instant, ...figures })),
  totals: z.object(figures),
  earlier: z.object(counts),
  failing: z.array(
    z.object({ appId: z.string(), name: z.string(), failed: count, ended: count, failures: z.array(count) }),
  ),
  workflows: z.object({ active: count, failing: count }),
});

export type TrendsJson = z.infer<typeof trendsSchema>;
export type TrendPointJson = TrendsJson['points'][number];
