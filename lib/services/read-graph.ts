import type { InstanceRef } from '@/lib/domain/instance';
import { toDot } from '@/lib/graph/drawing/to-dot';
import { toMermaid } from '@/lib/graph/drawing/to-mermaid';
import { toSvg } from '@/lib/graph/drawing/to-svg';
import { drawnGraph } from '@/lib/graph/drawn-graph';
import { lastAttempt, triesOf, type Graph, type GraphNode, type StepNode } from '@/lib/graph/graph';
import type { ServiceContext } from './service-context';
import { readRun } from './runs/read-run';

const DRAW = { mermaid: toMermaid, dot: toDot, svg: toSvg };

export type GraphAnswer = { readonly text: string } | { readonly graph: ReturnType<typeof bareGraph> };

/**
 * The graph of an instance, without payloads: all of its nodes for programs, or drawn, with siblings folded as on the
 * console's canvas. Throws `not_found`.
 */
export async function readGraph(
  context: ServiceContext,
  ref: InstanceRef,
  format: 'json' | keyof typeof DRAW,
): Promise<GraphAnswer> {
  const { graph } = await readRun(context, ref);
  if (format === 'json') return { graph: bareGraph(graph) };
  return { text: DRAW[format](drawnGraph(graph)) };
}

function bareGraph({ nodes, edges }: Graph) {
  return { nodes: nodes.map(bareNode), edges };
}

function bareNode(node: GraphNode) {
  return node.type === 'step' ? bareStep(node) : node;
}

/** A step with what people and programs ask first. */
export function bareStep(step: StepNode) {
  const { type, id, kind, name, status, appId, scheduledAt, endedAt, dueAt, retryAt, timedOut } = step;
  const { eventId, child, failure } = lastAttempt(step);
  const error = failure?.message ?? step.tryError;
  return {
    ...{ type, id, kind, name, status, appId, scheduledAt, endedAt, dueAt, retryAt, timedOut },
    ...{ eventId, child, error, attempts: triesOf(step) },
  };
}
