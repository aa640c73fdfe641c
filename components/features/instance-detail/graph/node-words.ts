import type { GraphNode, GroupNode } from '@/lib/graph/graph';
import { END_WORD, groupTitle, stallWords, suspensionWords } from '@/lib/graph/node-words';
import type { StepStatus } from '@/lib/domain/step';
import { stepLabel } from '../step-look';

/** What a screen reader says for a node: kind, name, status. */
export function nodeLabel(node: GraphNode): string {
  switch (node.type) {
    case 'start':
      return `start ${node.name}`;
    case 'generation':
      return `generation ${node.generation}`;
    case 'end':
      return `end ${END_WORD[node.status].toLowerCase()}`;
    case 'join':
      return 'join';
    case 'suspension':
      return suspensionWords(node.from, node.to, node.reason);
    case 'stall':
      return stallWords(node);
    case 'group':
      return `group ${groupTitle(node)}: ${countWords(node)}`;
    case 'step':
      return stepLabel(node);
  }
}

/** How many members of a group have each status. */
export function countMembers({ members }: GroupNode): ReadonlyMap<StepStatus, number> {
  const counts = new Map<StepStatus, number>();
  for (const { status } of members) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

const WORDS: Record<StepStatus, string> = {
  completed: 'completed',
  failed: 'failed',
  scheduled: 'running',
  canceled: 'canceled',
  discarded: 'discarded',
};

function countWords(group: GroupNode): string {
  return [...countMembers(group)].map(([status, count]) => `${count} ${WORDS[status]}`).join(', ');
}

/** Median and longest duration of the members that ended. */
export function groupTimes({ members }: GroupNode): { readonly median: number; readonly max: number } | undefined {
  const spans = members.flatMap(({ scheduledAt, endedAt }) => (endedAt === undefined ? [] : [endedAt - scheduledAt]));
  const sorted = spans.sort((a, b) => a - b);
  const [median, max] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)];
  return median === undefined || max === undefined ? undefined : { median, max };
}
