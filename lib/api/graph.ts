import { z } from 'zod';

/** How the graph of an execution may be written. */
export const GRAPH_FORMATS = ['json', 'mermaid', 'dot', 'svg'] as const;

export type GraphFormat = (typeof GRAPH_FORMATS)[number];

/** The query of GET /api/v1/instances/{appId}/{instanceId}/graph. */
export const graphParams = z.object({ format: z.enum(GRAPH_FORMATS).default('json') });

const instant = z.number();

/** A step of an execution, without its payloads. */
export const stepNode = z.object({
  ...{ type: z.literal('step'), id: z.string() },
  kind: z.enum(['activity', 'timer', 'event', 'child', 'detached', 'message']),
  name: z.string(),
  status: z.enum(['scheduled', 'completed', 'failed', 'canceled', 'discarded']),
  /** The action id of its newest try; absent for an event that nobody announced. */
  eventId: z.number().int().optional(),
  /** The app that does it, when that is not the app of the execution. */
  appId: z.string().optional(),
  child: z.object({ appId: z.string(), instanceId: z.string() }).optional(),
  attempts: z.number().int().positive(),
  ...{ scheduledAt: instant, endedAt: instant.optional(), dueAt: instant.optional(), retryAt: instant.optional() },
  ...{ timedOut: z.boolean(), error: z.string().optional() },
});

const endNode = z.object({
  ...{ type: z.literal('end'), id: z.string(), at: instant, startedAt: instant.optional() },
  status: z.enum(['completed', 'failed', 'terminated', 'canceled', 'continued-as-new', 'stalled']),
});

const span = { from: instant, to: instant.optional() };

/**
 * The graph of an execution as JSON. An edge is `handled` when the turn that took a result asked for the step it leads to,
 * `later` when that step is only known to come after.
 */
export const graphSchema = z.object({
  nodes: z.array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('start'), id: z.string(), name: z.string(), at: instant }),
      z.object({ type: z.literal('generation'), id: z.string(), generation: z.number().int() }),
      stepNode,
      z.object({ type: z.literal('join'), id: z.string() }),
      z.object({ type: z.literal('suspension'), id: z.string(), ...span, reason: z.string().optional() }),
      z.object({
        ...{ type: z.literal('stall'), id: z.string(), ...span },
        ...{ reason: z.string(), description: z.string().optional() },
      }),
      endNode,
    ]),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string(), kind: z.enum(['handled', 'later']) })),
});

export type GraphJson = z.infer<typeof graphSchema>;
