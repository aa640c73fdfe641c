import { refKey } from '@/lib/domain/instance';
import { buildTimeline, type Timeline, type TimelineOptions } from '@/lib/graph/timeline';
import type { Execution } from '../use-execution';

export type TimelineSource = Pick<Execution, 'graph' | 'instance' | 'related' | 'entries'>;

/** The timeline of an execution, with what its page knows beside history. */
export function executionTimeline({ graph, instance, related, entries }: TimelineSource): Timeline {
  const { startedAt, scheduledStartAt, rerunOf, generation, createdAt } = instance;
  return buildTimeline(graph, {
    startedAt,
    scheduledStartAt: generation === 1 ? scheduledStartAt : undefined,
    rerunAt: rerunOf !== undefined && generation === 1 ? createdAt : undefined,
    held: instance.status === 'suspended' ? heldSuspension(entries) : undefined,
    children: new Map(related.children.map((child) => [refKey(child), child])),
  });
}

/** A suspended run takes no turn, so its suspension may still lie in the inbox. */
function heldSuspension(entries: Execution['entries']): TimelineOptions['held'] {
  const last = entries.findLast(({ event }) => event.kind === 'execution-suspended');
  if (last?.event.kind !== 'execution-suspended' || !last.pending) return undefined;
  return { from: last.event.at, reason: last.event.reason };
}
