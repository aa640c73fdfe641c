import { durationWords } from '@/lib/domain/duration-words';
import type { CompletionStatus } from '@/lib/domain/history-event';
import { isStruck, triesOf, type GraphNode, type StepNode } from '../graph';
import { END_WORD, groupTitle, stallWords, statusWord, suspensionWords } from '../node-words';

/** What a color says of a node. */
export const LOOKS = ['plain', 'done', 'open', 'failed', 'struck', 'held'] as const;

export type Look = (typeof LOOKS)[number];

/** Strokes that can be told apart on white and on black. */
export const STROKE: Record<Look, string> = {
  plain: '#71717a',
  done: '#16a34a',
  open: '#2563eb',
  failed: '#dc2626',
  struck: '#71717a',
  held: '#d97706',
};

/** A node as every format writes it: a title, at most one line below it, and what its color says. */
export type DrawnNode = { readonly title: string; readonly detail: string; readonly look: Look };

const LOOK_OF_END: Record<CompletionStatus, Look> = {
  completed: 'done',
  failed: 'failed',
  terminated: 'struck',
  canceled: 'struck',
  'continued-as-new': 'done',
  stalled: 'held',
};

/** What is written on a node. */
export function drawnNode(node: GraphNode): DrawnNode {
  switch (node.type) {
    case 'start':
      return { title: node.name, detail: '', look: 'plain' };
    case 'generation':
      return { title: `Generation ${node.generation}`, detail: '', look: 'plain' };
    case 'end':
      return { title: END_WORD[node.status], detail: '', look: LOOK_OF_END[node.status] };
    case 'join':
      return { title: '', detail: '', look: 'plain' };
    case 'suspension':
      return { title: suspensionWords(node.from, node.to, node.reason), detail: '', look: 'held' };
    case 'stall':
      return { title: stallWords(node), detail: '', look: 'held' };
    case 'group':
      return { title: groupTitle(node), detail: '', look: lookOfSteps(node.members) };
    case 'step':
      return { title: node.name, detail: detailOf(node), look: lookOfStep(node) };
  }
}

function detailOf(step: StepNode): string {
  const tries = triesOf(step);
  const took = step.endedAt === undefined ? '' : `, ${durationWords(step.endedAt - step.scheduledAt)}`;
  return `${step.kind}, ${statusWord(step)}${took}${tries === 1 ? '' : `, ${tries} attempts`}`;
}

function lookOfStep(step: StepNode): Look {
  if (isStruck(step)) return 'struck';
  if (step.status === 'failed') return 'failed';
  return step.status === 'completed' ? 'done' : 'open';
}

function lookOfSteps(steps: readonly StepNode[]): Look {
  const looks = new Set(steps.map(lookOfStep));
  return (['failed', 'open', 'done'] as const).find((look) => looks.has(look)) ?? 'struck';
}
