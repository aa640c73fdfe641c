import { z } from 'zod';
import { ACTOR_KINDS, ROLES } from '@/lib/domain/actor';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';

const ref = { appId: z.string(), instanceId: z.string() };
const refSchema = z.object(ref);
const instant = z.number();
const count = z.number().int().nonnegative();

/** Why something failed, as its SDK told it. */
export const failureSchema = z.object({
  type: z.string(),
  message: z.string(),
  stack: z.string().optional(),
  get inner() {
    return failureSchema.optional();
  },
  nonRetriable: z.boolean(),
});

/** One execution as lists show it. Times are ms since 1970. */
export const instanceSummarySchema = z.object({
  ...ref,
  name: z.string(),
  version: z.string().optional(),
  status: z.enum(INSTANCE_STATUSES),
  createdAt: instant,
  scheduledStartAt: instant.optional(),
  startedAt: instant.optional(),
  updatedAt: instant,
  completedAt: instant.optional(),
  executionId: z.string(),
  generation: z.number().int(),
  parent: refSchema.optional(),
  rerunOf: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  waitingOn: z.object({
    activities: z.array(z.string()),
    openTasks: count,
    children: z.array(z.string()),
    events: z.array(z.string()),
    nextTimerAt: instant.optional(),
    nextAttemptAt: instant.optional(),
  }),
  attempts: count,
  lastError: z.string().optional(),
  historyLength: count,
  /** What could not be read of it in the Dapr cluster that it is mirrored from. */
  flaws: z.array(z.object({ key: z.string(), what: z.string() })).optional(),
  revision: count,
});

/** GET /api/v1/instances. A short page with a `next` is not the last one: the search goes on there. */
export const instancePageSchema = z.object({
  instances: z.array(instanceSummarySchema),
  next: z.string().optional(),
});

const byStatusSchema = z.record(z.enum(INSTANCE_STATUSES), count);

/** `isExact` false: there are that many at least. */
const tally = { count, isExact: z.boolean() };
const tallySchema = z.object(tally);

/** GET /api/v1/instances/counts */
export const instanceCountsSchema = z.object({
  total: tallySchema,
  byStatus: z.record(z.enum(INSTANCE_STATUSES), tallySchema),
  byApp: z.array(z.object({ appId: z.string(), ...tally })),
  byName: z.array(z.object({ name: z.string(), ...tally })),
});

/** GET /api/v1/instances/{appId}/{instanceId} */
export const instanceDetailSchema = z.object({
  instance: instanceSummarySchema.extend({
    input: z.string().optional(),
    output: z.string().optional(),
    customStatus: z.string().optional(),
    failure: failureSchema.optional(),
    isWithheld: z.literal(true).optional(),
    /** Of an execution of a Dapr cluster: read there just now, or from the mirror, and why. */
    asOf: z
      .discriminatedUnion('from', [
        z.object({ from: z.literal('cluster'), at: instant }),
        z.object({ from: z.literal('mirror'), at: instant, why: z.string() }),
      ])
      .optional(),
  }),
  related: z.object({
    parent: instanceSummarySchema.optional(),
    children: z.array(instanceSummarySchema),
    rerunOf: instanceSummarySchema.optional(),
    reruns: z.array(instanceSummarySchema),
  }),
});

/** GET /api/v1/instances/{appId}/{instanceId}/children?limit=. `below`: children, their children and so on. */
export const childrenSchema = z.object({
  children: z.array(instanceSummarySchema.extend({ children: tallySchema })),
  hasMore: z.boolean(),
  below: z.object({ total: tallySchema, byStatus: byStatusSchema }),
});

const stepSchema = z.object({
  generation: z.number().int(),
  eventId: z.number().int(),
  kind: z.enum(['activity', 'timer', 'child', 'event']),
  name: z.string(),
  status: z.enum(['scheduled', 'completed', 'failed', 'canceled', 'discarded']),
  attempt: z.number().int(),
  scheduledAt: instant,
  endedAt: instant.optional(),
  error: z.string().optional(),
  failedTries: count.optional(),
  nextAttemptAt: instant.optional(),
});

/** A history event travels as the domain has it; its kinds are checked by the compiler on both sides. */
export const historyEventSchema = z
  .custom<HistoryEvent>(
    (value) => typeof value === 'object' && value !== null && 'kind' in value && 'eventId' in value && 'at' in value,
  )
  .meta({
    type: 'object',
    required: ['kind', 'eventId', 'at'],
    properties: { kind: { type: 'string' }, eventId: { type: 'integer' }, at: { type: 'number' } },
    description: 'An event; what else it has depends on its kind.',
  });

/**
 * GET /api/v1/instances/{appId}/{instanceId}/history?from=&limit=&cut=. `isCut`: texts of the event are longer than
 * `cut`; it comes whole without it.
 */
export const historyPageSchema = z.object({
  entries: z.array(
    z.object({
      ...{ sequence: count, pending: z.boolean(), event: historyEventSchema },
      isCut: z.literal(true).optional(),
      isWithheld: z.literal(true).optional(),
    }),
  ),
  total: count,
  revision: count,
});

/** GET /api/v1/instances/{appId}/{instanceId}/steps?which= */
export const stepsSchema = z.object({ steps: z.array(stepSchema) });

/** GET /api/v1/workflows */
export const workflowsSchema = z.object({
  workflows: z.array(
    z.object({
      appId: z.string(),
      name: z.string(),
      total: count,
      byStatus: byStatusSchema,
      lastStartedAt: instant.optional(),
    }),
  ),
});

const spreadSchema = z.object({ p50: z.number(), p95: z.number() });

/** GET /api/v1/instances/aggregate: how the newest instances of a filter went, drawn as one graph. */
export const aggregateSchema = z.object({
  runs: count,
  /** There are more than the newest ones that were read. */
  hasMore: z.boolean(),
  /** Some have more steps than were read. */
  isCut: z.boolean(),
  oldestAt: instant.optional(),
  byStatus: z.partialRecord(z.enum(INSTANCE_STATUSES), count),
  versions: z.array(z.object({ version: z.string().optional(), runs: count })),
  duration: spreadSchema.optional(),
  points: z.array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('start'), id: z.literal('start'), runs: count }),
      z.object({
        ...{ type: z.literal('step'), id: z.string(), kind: stepSchema.shape.kind, name: z.string() },
        ...{ runs: count, calls: count, failedRuns: count, openRuns: count, retriedRuns: count },
        duration: spreadSchema.optional(),
        errors: z.array(z.object({ message: z.string(), runs: count })),
      }),
      z.object({ type: z.literal('end'), id: z.string(), status: z.enum(INSTANCE_STATUSES), runs: count }),
    ]),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string(), runs: count })),
});

/** GET /api/v1/runtime: does the engine answer, and where. Answers 200 in both cases; the console shows a banner. */
export const runtimeStateSchema = z.object({
  state: z.enum(['up', 'down']),
  address: z.string(),
  store: z.string(),
  checkedAt: instant,
  reason: z.string().optional(),
  /** The Dapr cluster that the store mirrors, and when the mirror was last compared with it. */
  mirror: z.object({ source: z.string(), seenAt: instant }).optional(),
  /** The sidecars of that cluster that actions go to: the version of Dapr, or why one does not answer. */
  targets: z
    .array(z.object({ appId: z.string(), version: z.string().optional(), trouble: z.string().optional() }))
    .optional(),
});

/** GET /api/v1/settings: what the console was started with; no secrets. */
export const settingsSchema = z.object({
  versions: z.object({ perdure: z.string(), node: z.string() }),
  groups: z.array(
    z.object({
      title: z.string(),
      appId: z.string().optional(),
      settings: z.array(
        z.object({
          ...{ name: z.string(), key: z.string().optional(), variable: z.string().optional(), value: z.string() },
        }),
      ),
    }),
  ),
});

/** GET /api/v1/workers: who works for each app, those with work and nobody to do it first. */
export const workersSchema = z.object({
  apps: z.array(
    z.object({
      appId: z.string(),
      state: z.enum(['served', 'undeclared', 'unknown']),
      connected: count,
      workers: z
        .array(z.object({ address: z.string(), client: z.string().optional(), since: instant, outstanding: count }))
        .optional(),
      backlog: z
        .object({
          ...{ turns: count, activities: count },
          ...{ oldestTurn: instant.optional(), oldestActivity: instant.optional() },
        })
        .optional(),
      open: count,
      reason: z.string().optional(),
    }),
  ),
});

/** GET /api/v1/me: who is signed in, and what was given to them. */
export const meSchema = z.object({
  kind: z.enum(ACTOR_KINDS),
  name: z.string(),
  role: z.enum(ROLES),
  scope: z.object({ apps: z.array(z.string()), workflows: z.array(z.string()) }),
  seesPayloads: z.boolean(),
});

/** One `changes` message of GET /api/v1/events (server-sent events). */
export const changeFeedSchema = z.object({
  revision: count,
  changed: z.array(instanceSummarySchema),
  purged: z.array(refSchema),
});

/** The body of every answer that is not 2xx. */
export const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional(), id: z.string().optional() }),
});

export type InstancePageJson = z.infer<typeof instancePageSchema>;
export type InstanceCountsJson = z.infer<typeof instanceCountsSchema>;
export type TallyJson = z.infer<typeof tallySchema>;
export type ChildrenJson = z.infer<typeof childrenSchema>;
export type InstanceDetailJson = z.infer<typeof instanceDetailSchema>;
export type HistoryPageJson = z.infer<typeof historyPageSchema>;
export type WorkflowsJson = z.infer<typeof workflowsSchema>;
export type AggregateJson = z.infer<typeof aggregateSchema>;
export type WorkersJson = z.infer<typeof workersSchema>;
export type RuntimeStateJson = z.infer<typeof runtimeStateSchema>;
export type MeJson = z.infer<typeof meSchema>;
export type ChangeFeedJson = z.infer<typeof changeFeedSchema>;
